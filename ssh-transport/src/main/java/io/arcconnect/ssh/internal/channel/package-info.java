/** Channels of a session in MINA, one class for each kind: bytes with back-pressure, programs, terminals, streams both ways. */
@NullMarked
package io.arcconnect.ssh.internal.channel;

import org.jspecify.annotations.NullMarked;
