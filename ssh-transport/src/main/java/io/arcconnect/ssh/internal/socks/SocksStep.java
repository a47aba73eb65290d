package io.arcconnect.ssh.internal.socks;

import java.nio.ByteBuffer;

/** What a {@link SocksDialogue} wants next. */
sealed interface SocksStep {

    /** More bytes. */
    record Wait() implements SocksStep {}

    /** These bytes sent, and then to be asked again. */
    record Send(ByteBuffer bytes) implements SocksStep {}

    /** A connection to a target; the dialogue is over. */
    record Connect(String host, int port) implements SocksStep {}

    /** These bytes sent, if there are any, and the end; the dialogue is over. */
    record Refuse(ByteBuffer bytes, String why) implements SocksStep {}
}
