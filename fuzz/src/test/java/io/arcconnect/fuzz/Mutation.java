package io.arcconnect.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes new inputs out of known ones: without looking at coverage, but the same ones for the same seed. */
final class Mutation {

    private static final int LONGEST = 64 * 1024;

    private static final List<String> TOKENS = List.of(
            "\u0000",
            "\n",
            "\r\n",
            "\u001b[2J",
            "..",
            "../",
            "/",
            "\\",
            "C:",
            "\uFFFD",
            "\u202e",
            "é",
            "😀",
            "\"",
            "'",
            "{",
            "[",
            "<",
            "&",
            "%",
            "-1",
            "0",
            "99999999999999999999",
            "2147483648",
            "\u007f",
            "*",
            "?",
            ",",
            ":",
            " ");

    private final Random random;
    private final List<byte[]> known;

    Mutation(Random random, List<byte[]> known) {
        this.random = random;
        this.known = known;
    }

    byte[] next() {
        byte[] bytes = known.get(random.nextInt(known.size()));
        int steps = 1 + random.nextInt(6);
        for (int i = 0; i < steps; i++) {
            bytes = step(bytes);
        }
        return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    }

    private byte[] step(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int length = random.nextInt(Math.min(bytes.length - at, 32) + 1);
        return switch (random.nextInt(9)) {
            case 0 -> flipped(bytes, at);
            case 1 -> joined(bytes, at, at, new byte[] {(byte) random.nextInt(256)});
            case 2 -> joined(bytes, at, at + length, new byte[0]);
            case 3 -> joined(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            case 4 -> joined(bytes, at, at + length, token());
            case 5 -> joined(bytes, at, at, token());
            case 6 -> Arrays.copyOf(bytes, at);
            case 7 -> spliced(bytes, at);
            // Seldom, because long inputs cost time: where a reader recurses or backtracks.
            default ->
                random.nextInt(20) == 0
                        ? joined(bytes, at, at + length, repeated(bytes, at, length))
                        : flipped(bytes, at);
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        if (at < changed.length) {
            changed[at] = (byte) (random.nextBoolean() ? changed[at] ^ 1 << random.nextInt(8) : random.nextInt(256));
        }
        return changed;
    }

    private byte[] spliced(byte[] bytes, int at) {
        byte[] other = known.get(random.nextInt(known.size()));
        int from = random.nextInt(other.length + 1);
        return joined(bytes, at, bytes.length, Arrays.copyOfRange(other, from, other.length));
    }

    private byte[] token() {
        if (random.nextInt(4) == 0) {
            byte[] number = new byte[1 << random.nextInt(4)];
            Arrays.fill(number, (byte) (random.nextBoolean() ? 0xFF : 0));
            number[random.nextInt(number.length)] = (byte) random.nextInt(256);
            return number;
        }
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] repeated(byte[] bytes, int at, int length) {
        byte[] part = length == 0 ? token() : Arrays.copyOfRange(bytes, at, at + length);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 1 << 6 + random.nextInt(9); i > 0 && many.size() < LONGEST; i--) {
            many.writeBytes(part);
        }
        return many.toByteArray();
    }

    private static byte[] joined(byte[] bytes, int end, int from, byte[] between) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, end);
        all.writeBytes(between);
        all.write(bytes, from, bytes.length - from);
        return all.toByteArray();
    }
}
