package io.arcconnect.benchmarks.compare;

import java.io.OutputStream;

/** Takes everything, and knows how much it was. */
final class Counting extends OutputStream {

    private long count;

    @Override
    public void write(int one) {
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
    }

    long count() {
        return count;
    }
}
