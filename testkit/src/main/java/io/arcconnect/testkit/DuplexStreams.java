package io.arcconnect.testkit;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalConnection;
import io.arcconnect.testkit.internal.memory.MemoryStream;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;

/** Connections that are only memory, under the full contract of {@link DuplexStream}. */
public final class DuplexStreams {

    private DuplexStreams() {}

    /** {@return a new connection; what one end sends, the other receives} */
    public static Pair pair() {
        MemoryStream[] ends = MemoryStream.pair();
        return new Pair(ends[0], ends[1]);
    }

    /**
     * Makes a stream look like a connection that a program made to a local port, for a {@code LocalListener} of a test. No
     * operating system knows it: a tunnel carries it with {@code LocalAccess.anyLocal()} or a policy of the test.
     *
     * @param stream such as one end of a {@link #pair()}
     * @param remoteAddress where the program's end is
     * @param localAddress the port that it connected to
     * @return the connection
     */
    public static LocalConnection accepted(
            DuplexStream stream, InetSocketAddress remoteAddress, InetSocketAddress localAddress) {
        return new AcceptedStream(stream, remoteAddress, localAddress);
    }

    /** A connection. Closing one end closes both, as a relay's connection does. */
    public static final class Pair {

        private final MemoryStream left;
        private final MemoryStream right;

        private Pair(MemoryStream left, MemoryStream right) {
            this.left = left;
            this.right = right;
            join(left, right);
            join(right, left);
        }

        /** {@return one end} */
        public DuplexStream left() {
            return left;
        }

        /** {@return the other end} */
        public DuplexStream right() {
            return right;
        }

        /**
         * Loses the connection for both ends.
         *
         * @param cause what they are told
         */
        public void lose(Throwable cause) {
            Objects.requireNonNull(cause, "cause");
            left.end(Optional.of(cause));
            right.end(Optional.of(cause));
        }

        private static void join(MemoryStream one, MemoryStream other) {
            // Lives as long as the pair: this is the place that owns the subscription.
            one.onClose().subscribe(nothing -> {}, error -> {}, () -> other.end(Optional.empty()));
        }
    }
}
