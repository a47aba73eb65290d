/** Whose a connection to a local port is: what Linux tells of it in {@code /proc}. */
@NullMarked
package io.arcconnect.internal.access;

import org.jspecify.annotations.NullMarked;
