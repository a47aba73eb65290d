package io.arcconnect.cli.fleet;

import io.arcconnect.cli.console.Harmless;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last line of an output that has something in it, as far as a terminal could show it. */
final class LastLine {

    private static final int LONGEST = 512;

    private final byte[] current = new byte[LONGEST];
    private int length;
    private byte[] last = {};

    synchronized void accept(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n' || next == '\r') {
                keep();
            } else if (length < LONGEST) {
                current[length++] = next;
            }
        }
    }

    private void keep() {
        if (length > 0) {
            last = Arrays.copyOf(current, length);
            length = 0;
        }
    }

    synchronized String text() {
        byte[] shown = length > 0 ? Arrays.copyOf(current, length) : last;
        return Harmless.line(new String(shown, StandardCharsets.UTF_8));
    }
}
