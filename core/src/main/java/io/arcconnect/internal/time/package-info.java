/** The time as the service tells it. */
@NullMarked
package io.arcconnect.internal.time;

import org.jspecify.annotations.NullMarked;
