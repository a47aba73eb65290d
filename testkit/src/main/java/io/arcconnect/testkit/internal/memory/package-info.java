/** A connection that is only memory. */
@NullMarked
package io.arcconnect.testkit.internal.memory;

import org.jspecify.annotations.NullMarked;
