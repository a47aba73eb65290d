package io.arcconnect.ssh;

import java.util.OptionalInt;
import org.apache.sshd.common.util.buffer.Buffer;

/** Where a machine may listen for us, and how that is asked of its server. */
sealed interface RemoteSpot {

    /** {@return as people write it} */
    String address();

    /** {@return the global request that asks for it} */
    String listen();

    /** {@return the global request that takes it back} */
    String cancel();

    /** {@return the type of the channels that come from there} */
    String channel();

    /** Writes what either request says of it. */
    void write(Buffer request);

    /** {@return what the server made of it} */
    default RemoteSpot granted(Buffer reply) {
        return this;
    }

    /** {@return the port, where there is one} */
    default OptionalInt number() {
        return OptionalInt.empty();
    }

    /**
     * Reads where a channel comes from, whose type is that of one of the two kinds.
     *
     * @param channel its type
     * @param opening what the server sent, from where the types differ
     */
    static RemoteSpot of(String channel, Buffer opening) {
        return channel.equals(Port.CHANNEL)
                ? new Port(opening.getString(), opening.getInt())
                : new Socket(opening.getString());
    }

    /** A TCP port (RFC 4254, section 7.1). */
    record Port(String host, int port) implements RemoteSpot {

        static final String CHANNEL = "forwarded-tcpip";

        @Override
        public String address() {
            return host + ":" + port;
        }

        @Override
        public String listen() {
            return "tcpip-forward";
        }

        @Override
        public String cancel() {
            return "cancel-tcpip-forward";
        }

        @Override
        public String channel() {
            return CHANNEL;
        }

        @Override
        public void write(Buffer request) {
            request.putString(host);
            request.putUInt(port);
        }

        /** Says which port was chosen, when that was left to the server. */
        @Override
        public RemoteSpot granted(Buffer reply) {
            return port == 0 && reply.available() >= Integer.BYTES ? new Port(host, reply.getInt()) : this;
        }

        @Override
        public OptionalInt number() {
            return OptionalInt.of(port);
        }
    }

    /** A Unix socket (OpenSSH's PROTOCOL, section 2.4). */
    record Socket(String path) implements RemoteSpot {

        static final String CHANNEL = "forwarded-streamlocal@openssh.com";

        @Override
        public String address() {
            return path;
        }

        @Override
        public String listen() {
            return "streamlocal-forward@openssh.com";
        }

        @Override
        public String cancel() {
            return "cancel-streamlocal-forward@openssh.com";
        }

        @Override
        public String channel() {
            return CHANNEL;
        }

        @Override
        public void write(Buffer request) {
            request.putString(path);
        }
    }
}
