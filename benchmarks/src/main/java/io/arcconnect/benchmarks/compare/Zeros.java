package io.arcconnect.benchmarks.compare;

import java.io.InputStream;
import java.util.Arrays;

/** So many MiB of zeros. */
final class Zeros extends InputStream {

    private long left;

    Zeros(int mebibytes) {
        this.left = (long) mebibytes << 20;
    }

    @Override
    public int read() {
        if (left == 0) {
            return -1;
        }
        left--;
        return 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        int count = (int) Math.min(length, left);
        Arrays.fill(bytes, offset, offset + count, (byte) 0);
        left -= count;
        return count;
    }
}
