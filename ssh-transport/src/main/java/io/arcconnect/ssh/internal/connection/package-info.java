/** One connection in MINA: the client that all share, bytes over the relay's stream, keys, the packets of a login, signs of life. */
@NullMarked
package io.arcconnect.ssh.internal.connection;

import org.jspecify.annotations.NullMarked;
