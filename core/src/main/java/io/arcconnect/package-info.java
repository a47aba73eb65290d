/** The front door: {@link io.arcconnect.ArcConnect} and {@link io.arcconnect.ArcMachine}. */
@NullMarked
package io.arcconnect;

import org.jspecify.annotations.NullMarked;
