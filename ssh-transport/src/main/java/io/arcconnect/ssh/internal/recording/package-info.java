/** Writes what a terminal showed as asciicast v2 (docs.asciinema.org/manual/asciicast/v2), so that it can be watched again. */
@NullMarked
package io.arcconnect.ssh.internal.recording;

import org.jspecify.annotations.NullMarked;
