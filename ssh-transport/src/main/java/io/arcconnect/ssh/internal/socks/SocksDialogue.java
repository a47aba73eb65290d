package io.arcconnect.ssh.internal.socks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One conversation up to the name of a target: SOCKS 5 without a login (RFC 1928), SOCKS 4 and 4a, CONNECT only. Pure: it
 * is fed what arrives and says what to send. What comes after the request is left for whoever is connected.
 */
final class SocksDialogue {

    /** No message is longer: a SOCKS 4a request with the longest name and user that are taken. */
    static final int LONGEST = 8 + 256 + 256;

    private static final int LONGEST_TEXT = 255;

    private static final int VERSION_5 = 5;
    private static final int VERSION_4 = 4;
    private static final int CONNECT = 1;
    private static final byte NO_LOGIN = 0;
    private static final byte NO_METHOD = (byte) 0xFF;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    private ByteBuffer held = ByteBuffer.allocate(0);
    private boolean greeted;
    private boolean isVersion4;

    /** Takes what has arrived, or nothing after a {@link SocksStep.Send}. */
    SocksStep take(ByteBuffer bytes) {
        held = joined(held, bytes);
        if (!held.hasRemaining()) {
            return new SocksStep.Wait();
        }
        int start = held.position();
        int version = held.get(start) & 0xFF;
        try {
            return version == VERSION_5 ? version5() : version == VERSION_4 ? version4() : notSocks(version);
        } catch (Incomplete more) {
            held.position(start);
            return held.remaining() < LONGEST ? new SocksStep.Wait() : refuse("the request is too long");
        }
    }

    /** {@return what has arrived after the request} */
    ByteBuffer rest() {
        return held.slice();
    }

    /** {@return what tells that the target is reached} */
    ByteBuffer reached() {
        return isVersion4
                ? ByteBuffer.wrap(new byte[] {0, 0x5A, 0, 0, 0, 0, 0, 0})
                : ByteBuffer.wrap(new byte[] {VERSION_5, 0, 0, IPV4, 0, 0, 0, 0, 0, 0});
    }

    /** {@return what tells that it is not} */
    ByteBuffer failed(SocksReply why) {
        return isVersion4
                ? ByteBuffer.wrap(new byte[] {0, 0x5B, 0, 0, 0, 0, 0, 0})
                : ByteBuffer.wrap(new byte[] {VERSION_5, why.code(), 0, IPV4, 0, 0, 0, 0, 0, 0});
    }

    private SocksStep version5() {
        next();
        return greeted ? request5() : greeting5();
    }

    private SocksStep greeting5() {
        byte[] methods = bytes(next());
        for (byte method : methods) {
            if (method == NO_LOGIN) {
                greeted = true;
                return new SocksStep.Send(ByteBuffer.wrap(new byte[] {VERSION_5, NO_LOGIN}));
            }
        }
        return new SocksStep.Refuse(
                ByteBuffer.wrap(new byte[] {VERSION_5, NO_METHOD}), "it insists on logging in to the proxy");
    }

    private SocksStep request5() {
        int command = next();
        next(); // reserved
        int type = next();
        if (type != IPV4 && type != NAME && type != IPV6) {
            return refuse(SocksReply.ADDRESS_TYPE_NOT_SUPPORTED, "an address of type " + type);
        }
        Optional<String> host = type == NAME ? name(bytes(next())) : Optional.of(address(bytes(type == IPV4 ? 4 : 16)));
        int port = next() << 8 | next();
        return command == CONNECT
                ? connect(host, port)
                : refuse(SocksReply.COMMAND_NOT_SUPPORTED, "command " + command + " where only CONNECT is known");
    }

    private SocksStep version4() {
        isVersion4 = true;
        next();
        int command = next();
        int port = next() << 8 | next();
        byte[] ip = bytes(4);
        byte[] user = text(); // told, and believed, by nobody
        if (user.length > LONGEST_TEXT) {
            return refuse("the request is too long");
        }
        boolean isName = ip[0] == 0 && ip[1] == 0 && ip[2] == 0 && ip[3] != 0; // SOCKS 4a
        Optional<String> host = isName ? name(text()) : Optional.of(address(ip));
        return command == CONNECT ? connect(host, port) : refuse("command " + command + " where only CONNECT is known");
    }

    private SocksStep connect(Optional<String> host, int port) {
        return host.isPresent() && port > 0
                ? new SocksStep.Connect(host.get(), port)
                : refuse("a target that is no host and port");
    }

    /** Whatever it is, it gets no answer: a browser that was told "HTTP proxy" would show it. */
    private static SocksStep notSocks(int first) {
        return new SocksStep.Refuse(ByteBuffer.allocate(0), "its first byte is " + first + ", neither SOCKS 4 nor 5");
    }

    private SocksStep refuse(String why) {
        return refuse(SocksReply.GENERAL_FAILURE, why);
    }

    private SocksStep refuse(SocksReply reply, String why) {
        return new SocksStep.Refuse(failed(reply), why);
    }

    private int next() {
        return bytes(1)[0] & 0xFF;
    }

    private byte[] bytes(int count) {
        if (held.remaining() < count) {
            throw new Incomplete();
        }
        byte[] bytes = new byte[count];
        held.get(bytes);
        return bytes;
    }

    /** Up to a zero, which is taken too. */
    private byte[] text() {
        int end = held.position();
        while (end < held.limit() && held.get(end) != 0) {
            end++;
        }
        byte[] text = bytes(end - held.position());
        next();
        return text;
    }

    /** A name goes into a packet to the machine and into the audit log: printable ASCII, as names of hosts are. */
    private static Optional<String> name(byte[] bytes) {
        for (byte one : bytes) {
            if (one <= ' ' || one == 0x7F) {
                return Optional.empty();
            }
        }
        return bytes.length == 0 || bytes.length > LONGEST_TEXT
                ? Optional.empty()
                : Optional.of(new String(bytes, StandardCharsets.US_ASCII));
    }

    private static String address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ByteBuffer joined(ByteBuffer one, ByteBuffer other) {
        return ByteBuffer.allocate(one.remaining() + other.remaining())
                .put(one)
                .put(other)
                .flip();
    }

    /** There is not enough yet. */
    private static final class Incomplete extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Incomplete() {
            super("more bytes are needed", null, false, false);
        }
    }
}
