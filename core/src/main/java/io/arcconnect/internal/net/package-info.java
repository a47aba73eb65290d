/** Local ports and the pump between two streams. */
@NullMarked
package io.arcconnect.internal.net;

import org.jspecify.annotations.NullMarked;
