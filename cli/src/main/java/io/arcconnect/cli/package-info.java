/** The {@code arcconnect} command: its sub-commands, and what they have in common. */
@NullMarked
package io.arcconnect.cli;

import org.jspecify.annotations.NullMarked;
