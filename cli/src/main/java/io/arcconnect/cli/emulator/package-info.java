/** The {@code emulator} sub-command: Azure Arc on this computer, for trying and testing the other sub-commands. */
@NullMarked
package io.arcconnect.cli.emulator;

import org.jspecify.annotations.NullMarked;
