package io.arcconnect.internal.access;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Input of which no more than so much is read; more is an error. */
final class LimitedInput extends FilterInputStream {

    private final int limit;
    private int read;

    LimitedInput(InputStream in, int limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) throws IOException {
        read += more;
        if (read > limit) {
            throw new IOException("it has more than " + limit + " bytes");
        }
    }
}
