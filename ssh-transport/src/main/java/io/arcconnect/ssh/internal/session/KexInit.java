package io.arcconnect.ssh.internal.session;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server offers before anything is agreed on (RFC 4253, section 7.1); of the two directions the one towards the
 * client. Pure.
 */
record KexInit(List<String> keyExchanges, List<String> hostKeys, List<String> ciphers, List<String> macs) {

    private static final byte MESSAGE = 20;
    private static final int COOKIE = 16;
    private static final int LISTS = 8;

    /**
     * Reads the payload of a packet.
     *
     * @param payload of an unencrypted packet
     * @return what it offers; empty when it is another message or malformed
     */
    static Optional<KexInit> parse(ByteBuffer payload) {
        ByteBuffer in = payload.slice();
        try {
            if (in.get() != MESSAGE) {
                return Optional.empty();
            }
            in.position(in.position() + COOKIE);
            List<List<String>> lists = new ArrayList<>();
            for (int i = 0; i < LISTS; i++) {
                lists.add(names(in));
            }
            return Optional.of(new KexInit(lists.get(0), lists.get(1), lists.get(3), lists.get(5)));
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static List<String> names(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        in.get(text);
        String names = new String(text, StandardCharsets.US_ASCII);
        return names.isEmpty() ? List.of() : List.of(names.split(","));
    }
}
