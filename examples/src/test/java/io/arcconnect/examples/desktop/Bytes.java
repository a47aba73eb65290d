package io.arcconnect.examples.desktop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Bytes of which no two places look alike, the same for the same seed: whatever is lost, doubled or changed places shows
 * where it happened.
 *
 * @param seed of the generator
 */
record Bytes(long seed) {

    private static final int BLOCK = 64 * 1024;

    /** Sends so many; a whole number of blocks. */
    void send(OutputStream out, long length) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long sent = 0; sent < length; sent += BLOCK) {
            fill(block, random);
            out.write(block.array());
        }
    }

    /** Receives to the end; {@return how many there were, all of them right} */
    long check(InputStream in) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer expected = ByteBuffer.allocate(BLOCK);
        byte[] block = new byte[BLOCK];
        long received = 0;
        while (true) {
            int count = in.readNBytes(block, 0, BLOCK);
            fill(expected, random);
            int different = ByteBuffer.wrap(block, 0, count).mismatch(expected.slice(0, count));
            if (different >= 0) {
                throw new IOException("another byte at " + (received + different));
            }
            received += count;
            if (count < BLOCK) {
                return received;
            }
        }
    }

    private static void fill(ByteBuffer block, SplittableRandom random) {
        for (int at = 0; at < BLOCK; at += Long.BYTES) {
            block.putLong(at, random.nextLong());
        }
    }
}
