package io.arcconnect.internal.access;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The two ends of a connection, the way one side sees them, and how the kernel writes them in {@code /proc/net/tcp} and
 * {@code tcp6} (observed, and documented in Documentation/networking/proc_net_tcp.rst): an address as words of 32 bits in
 * hexadecimal, each in the byte order of the processor, and the port as a number.
 */
record Ends(InetSocketAddress here, InetSocketAddress there) {

    private static final int WORD = 4;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    Ends {
        if (here.isUnresolved() || there.isUnresolved()) {
            throw new IllegalArgumentException("not the addresses of a connection: " + here + ", " + there);
        }
    }

    /** The same connection as the other side sees it. */
    Ends mirrored() {
        return new Ends(there, here);
    }

    /** As in a row; twice for IPv4, because a socket of IPv6 that speaks IPv4, such as Java's, is in the other table. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        texts.add(text(here.getAddress().getAddress(), there.getAddress().getAddress()));
        if (here.getAddress() instanceof Inet4Address && there.getAddress() instanceof Inet4Address) {
            texts.add(text(mapped(here.getAddress()), mapped(there.getAddress())));
        }
        return texts;
    }

    private String text(byte[] one, byte[] other) {
        return end(one, here.getPort()) + ' ' + end(other, there.getPort());
    }

    private static String end(byte[] address, int port) {
        ByteBuffer words = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
        StringBuilder text = new StringBuilder();
        while (words.remaining() >= WORD) {
            text.append(HEX.toHexDigits(words.getInt()));
        }
        return text.append(':').append(HEX.toHexDigits((short) port)).toString();
    }

    private static byte[] mapped(InetAddress address) {
        return ByteBuffer.allocate(MAPPED.length + WORD)
                .put(MAPPED)
                .put(address.getAddress())
                .array();
    }
}
