/** Meters of what the library does, for Micrometer. */
@NullMarked
package io.arcconnect.micrometer;

import org.jspecify.annotations.NullMarked;
