package io.arcconnect.ssh.internal.channel;

import java.util.OptionalInt;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Where a machine may listen for us, and how that is asked of its server: a TCP port (RFC 4254, section 7) or a Unix socket
 * (OpenSSH's PROTOCOL, section 2.4).
 *
 * @param name the host to listen on, or the path of the socket
 * @param number the port; empty for a socket
 */
public record RemoteSpot(String name, OptionalInt number) {

    /** The type of channels that come from a port. */
    static final String PORT_CHANNEL = "forwarded-tcpip";

    /** The type of channels that come from a socket. */
    static final String SOCKET_CHANNEL = "forwarded-streamlocal@openssh.com";

    public static RemoteSpot port(String host, int port) {
        return new RemoteSpot(host, OptionalInt.of(port));
    }

    public static RemoteSpot socket(String path) {
        return new RemoteSpot(path, OptionalInt.empty());
    }

    /** Reads where a channel of one of the two types comes from. */
    static RemoteSpot of(String channel, Buffer opening) {
        String name = opening.getString();
        return channel.equals(PORT_CHANNEL) ? port(name, opening.getInt()) : socket(name);
    }

    /** {@return as people write it} */
    String address() {
        return number.isPresent() ? name + ":" + number.getAsInt() : name;
    }

    /** {@return the global request that asks for it} */
    String listen() {
        return number.isPresent() ? "tcpip-forward" : "streamlocal-forward@openssh.com";
    }

    /** {@return the global request that takes it back} */
    String cancel() {
        return "cancel-" + listen();
    }

    /** Writes what either request says of it. */
    void write(Buffer request) {
        request.putString(name);
        number.ifPresent(request::putUInt);
    }

    /** {@return what the server made of it: it says which port it chose, when that was left to it} */
    RemoteSpot granted(Buffer reply) {
        return number.equals(OptionalInt.of(0)) && reply.available() >= Integer.BYTES
                ? port(name, reply.getInt())
                : this;
    }
}
