/** The {@code arcconnect} command. */
@NullMarked
package io.arcconnect.examples;

import org.jspecify.annotations.NullMarked;
