/** The dial: WebSocket handshake, its failures, and the stream that comes of it. */
@NullMarked
package io.arcconnect.internal.relay;

import org.jspecify.annotations.NullMarked;
