package io.arcconnect.ssh;

import java.net.InetSocketAddress;
import java.util.Set;

/** A server that the same tests talk to, whoever wrote it. */
interface SshServerUnderTest extends AutoCloseable {

    /** What not every server can. */
    enum Feature {
        SFTP,
        /** Several commands of one connection may end at the same time (libraries.md 3). */
        PARALLEL_COMMANDS,
        SIGNALS,
        UNIX_SOCKETS,
        LISTENING_SOCKETS,
        HALF_CLOSED_LISTENING,
        /** Stops listening on a port that it chose itself before the session ends. */
        CANCELS_CHOSEN_PORTS
    }

    /** {@return where it listens, on 127.0.0.1} */
    InetSocketAddress address();

    /** {@return who may log in} */
    String account();

    /** {@return a description that logs in} */
    Ssh ssh();

    /** {@return what it can} */
    Set<Feature> features();

    @Override
    void close();
}
