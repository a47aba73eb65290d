/** The sub-commands of {@code arcconnect} that do one job on a real machine. */
@NullMarked
package io.arcconnect.cli.commands;

import org.jspecify.annotations.NullMarked;
