package io.arcconnect.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Takes values out of a fuzzer's bytes, from the beginning; when they are used up every value is the smallest. */
public final class Input {

    private final byte[] bytes;
    private int at;

    public Input(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean isEmpty() {
        return at == bytes.length;
    }

    /** {@return a number from 0 to 255} */
    public int octet() {
        return isEmpty() ? 0 : bytes[at++] & 0xFF;
    }

    /** {@return a number from 0 to {@code most}, which is below 65,536} */
    public int upTo(int most) {
        return (most < 256 ? octet() : octet() << 8 | octet()) % (most + 1);
    }

    public boolean flag() {
        return (octet() & 1) == 1;
    }

    public int number() {
        return octet() << 24 | octet() << 16 | octet() << 8 | octet();
    }

    public <T> T oneOf(List<T> some) {
        return some.get(upTo(some.size() - 1));
    }

    /** {@return as many bytes as the next one says, or as there are} */
    public byte[] some() {
        int length = Math.min(octet(), bytes.length - at);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** {@return {@link #some} as text; what is no UTF-8 becomes U+FFFD} */
    public String someText() {
        return new String(some(), StandardCharsets.UTF_8);
    }

    /** {@return what is left} */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }

    /** {@return what is left, as text} */
    public String restText() {
        return new String(rest(), StandardCharsets.UTF_8);
    }
}
