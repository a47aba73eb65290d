/** Compiled examples of what ArcConnect is used for. */
@NullMarked
package io.arcconnect.examples;

import org.jspecify.annotations.NullMarked;
