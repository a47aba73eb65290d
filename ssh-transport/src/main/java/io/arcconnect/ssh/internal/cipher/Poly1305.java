package io.arcconnect.ssh.internal.cipher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The one-time authenticator of RFC 8439, section 2.5, in five limbs of 26 bits, so that no product overflows a long. Time and
 * access depend on the length alone.
 */
final class Poly1305 {

    static final int KEY = 32;
    static final int TAG = 16;

    private static final int BLOCK = 16;
    private static final long LIMB = 0x3ff_ffff;
    private static final long TOP_BIT = 1L << 24; // 2^128 in the fifth limb

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] rest = new byte[BLOCK];
    private int restLength;
    private long r0;
    private long r1;
    private long r2;
    private long r3;
    private long r4;
    private long q0;
    private long q1;
    private long q2;
    private long q3;
    private long q4;
    private long h0;
    private long h1;
    private long h2;
    private long h3;
    private long h4;
    private long padLow;
    private long padHigh;

    /** Begins anew with a key that is used once. */
    void init(byte[] key) {
        long low = (long) LONG.get(key, 0) & 0x0fff_fffc_0fff_ffffL;
        long high = (long) LONG.get(key, 8) & 0x0fff_fffc_0fff_fffcL;
        r0 = low & LIMB;
        r1 = (low >>> 26) & LIMB;
        r2 = ((low >>> 52) | (high << 12)) & LIMB;
        r3 = (high >>> 14) & LIMB;
        r4 = high >>> 40;
        square();
        padLow = (long) LONG.get(key, 16);
        padHigh = (long) LONG.get(key, 24);
        h0 = 0;
        h1 = 0;
        h2 = 0;
        h3 = 0;
        h4 = 0;
        restLength = 0;
    }

    void update(byte[] data, int offset, int length) {
        int at = offset;
        int left = length;
        if (restLength > 0) {
            int more = Math.min(BLOCK - restLength, left);
            System.arraycopy(data, at, rest, restLength, more);
            restLength += more;
            at += more;
            left -= more;
            if (restLength < BLOCK) {
                return;
            }
            blocks(rest, 0, 1, TOP_BIT);
            restLength = 0;
        }
        int pairs = left / (2 * BLOCK);
        pairs(data, at, pairs);
        blocks(data, at + pairs * 2 * BLOCK, left / BLOCK - pairs * 2, TOP_BIT);
        int whole = left / BLOCK * BLOCK;
        System.arraycopy(data, at + whole, rest, 0, left - whole);
        restLength = left - whole;
    }

    /** The square of r, for two blocks at a time. */
    private void square() {
        long s3 = r3 * 5;
        long s4 = r4 * 5;
        h0 = r0 * r0 + 2 * (r1 * s4 + r2 * s3);
        h1 = 2 * (r0 * r1 + r2 * s4) + r3 * s3;
        h2 = 2 * (r0 * r2 + r3 * s4) + r1 * r1;
        h3 = 2 * (r0 * r3 + r1 * r2) + r4 * s4;
        h4 = 2 * (r0 * r4 + r1 * r3) + r2 * r2;
        carry();
        carry();
        q0 = h0;
        q1 = h1;
        q2 = h2;
        q3 = h3;
        q4 = h4;
    }

    /** (h + a) r^2 + b r is ((h + a) r + b) r: the products of both blocks do not wait for each other, and carry once. */
    private void pairs(byte[] data, int offset, int count) {
        long s1 = r1 * 5;
        long s2 = r2 * 5;
        long s3 = r3 * 5;
        long s4 = r4 * 5;
        long t1 = q1 * 5;
        long t2 = q2 * 5;
        long t3 = q3 * 5;
        long t4 = q4 * 5;
        long a0 = h0;
        long a1 = h1;
        long a2 = h2;
        long a3 = h3;
        long a4 = h4;
        for (int at = offset; at < offset + count * 2 * BLOCK; at += 2 * BLOCK) {
            long low = (long) LONG.get(data, at + BLOCK);
            long high = (long) LONG.get(data, at + BLOCK + 8);
            long b0 = low & LIMB;
            long b1 = (low >>> 26) & LIMB;
            long b2 = ((low >>> 52) | (high << 12)) & LIMB;
            long b3 = (high >>> 14) & LIMB;
            long b4 = (high >>> 40) | TOP_BIT;
            long d0 = b0 * r0 + b1 * s4 + b2 * s3 + b3 * s2 + b4 * s1;
            long d1 = b0 * r1 + b1 * r0 + b2 * s4 + b3 * s3 + b4 * s2;
            long d2 = b0 * r2 + b1 * r1 + b2 * r0 + b3 * s4 + b4 * s3;
            long d3 = b0 * r3 + b1 * r2 + b2 * r1 + b3 * r0 + b4 * s4;
            long d4 = b0 * r4 + b1 * r3 + b2 * r2 + b3 * r1 + b4 * r0;
            low = (long) LONG.get(data, at);
            high = (long) LONG.get(data, at + 8);
            a0 += low & LIMB;
            a1 += (low >>> 26) & LIMB;
            a2 += ((low >>> 52) | (high << 12)) & LIMB;
            a3 += (high >>> 14) & LIMB;
            a4 += (high >>> 40) | TOP_BIT;
            d0 += a0 * q0 + a1 * t4 + a2 * t3 + a3 * t2 + a4 * t1;
            d1 += a0 * q1 + a1 * q0 + a2 * t4 + a3 * t3 + a4 * t2;
            d2 += a0 * q2 + a1 * q1 + a2 * q0 + a3 * t4 + a4 * t3;
            d3 += a0 * q3 + a1 * q2 + a2 * q1 + a3 * q0 + a4 * t4;
            d4 += a0 * q4 + a1 * q3 + a2 * q2 + a3 * q1 + a4 * q0;
            // Two chains of carries side by side, so that the processor waits for half as many.
            d1 += d0 >>> 26;
            d4 += d3 >>> 26;
            d2 += d1 >>> 26;
            a0 = (d0 & LIMB) + (d4 >>> 26) * 5;
            a3 = (d3 & LIMB) + (d2 >>> 26);
            a1 = (d1 & LIMB) + (a0 >>> 26);
            a4 = (d4 & LIMB) + (a3 >>> 26);
            a0 &= LIMB;
            a2 = d2 & LIMB;
            a3 &= LIMB;
        }
        h0 = a0;
        h1 = a1;
        h2 = a2;
        h3 = a3;
        h4 = a4;
    }

    private void blocks(byte[] data, int offset, int count, long topBit) {
        long s1 = r1 * 5;
        long s2 = r2 * 5;
        long s3 = r3 * 5;
        long s4 = r4 * 5;
        long a0 = h0;
        long a1 = h1;
        long a2 = h2;
        long a3 = h3;
        long a4 = h4;
        for (int block = 0; block < count; block++) {
            long low = (long) LONG.get(data, offset + block * BLOCK);
            long high = (long) LONG.get(data, offset + block * BLOCK + 8);
            a0 += low & LIMB;
            a1 += (low >>> 26) & LIMB;
            a2 += ((low >>> 52) | (high << 12)) & LIMB;
            a3 += (high >>> 14) & LIMB;
            a4 += (high >>> 40) | topBit;
            long d0 = a0 * r0 + a1 * s4 + a2 * s3 + a3 * s2 + a4 * s1;
            long d1 = a0 * r1 + a1 * r0 + a2 * s4 + a3 * s3 + a4 * s2;
            long d2 = a0 * r2 + a1 * r1 + a2 * r0 + a3 * s4 + a4 * s3;
            long d3 = a0 * r3 + a1 * r2 + a2 * r1 + a3 * r0 + a4 * s4;
            long d4 = a0 * r4 + a1 * r3 + a2 * r2 + a3 * r1 + a4 * r0;
            // Two chains of carries side by side, so that the processor waits for half as many.
            d1 += d0 >>> 26;
            d4 += d3 >>> 26;
            d2 += d1 >>> 26;
            a0 = (d0 & LIMB) + (d4 >>> 26) * 5;
            a3 = (d3 & LIMB) + (d2 >>> 26);
            a1 = (d1 & LIMB) + (a0 >>> 26);
            a4 = (d4 & LIMB) + (a3 >>> 26);
            a0 &= LIMB;
            a2 = d2 & LIMB;
            a3 &= LIMB;
        }
        h0 = a0;
        h1 = a1;
        h2 = a2;
        h3 = a3;
        h4 = a4;
    }

    /** Writes the tag, 16 bytes. Call {@link #init} before anything else. */
    void finish(byte[] out, int offset) {
        if (restLength > 0) {
            rest[restLength] = 1;
            for (int i = restLength + 1; i < BLOCK; i++) {
                rest[i] = 0;
            }
            blocks(rest, 0, 1, 0);
        }
        carry();
        carry();
        reduce();
        long low = h0 | h1 << 26 | h2 << 52;
        long high = h2 >>> 12 | h3 << 14 | h4 << 40;
        long sum = low + padLow;
        long carried = ((low & padLow) | ((low | padLow) & ~sum)) >>> 63;
        LONG.set(out, offset, sum);
        LONG.set(out, offset + 8, high + padHigh + carried);
    }

    private void carry() {
        h1 += h0 >>> 26;
        h0 &= LIMB;
        h2 += h1 >>> 26;
        h1 &= LIMB;
        h3 += h2 >>> 26;
        h2 &= LIMB;
        h4 += h3 >>> 26;
        h3 &= LIMB;
        h0 += (h4 >>> 26) * 5;
        h4 &= LIMB;
    }

    /** Subtracts the prime where the sum is not below it, without a branch. */
    private void reduce() {
        long g0 = h0 + 5;
        long g1 = h1 + (g0 >>> 26);
        long g2 = h2 + (g1 >>> 26);
        long g3 = h3 + (g2 >>> 26);
        long g4 = h4 + (g3 >>> 26) - (1L << 26);
        long less = g4 >> 63; // all ones where the sum is below the prime
        h0 = (h0 & less) | (g0 & LIMB & ~less);
        h1 = (h1 & less) | (g1 & LIMB & ~less);
        h2 = (h2 & less) | (g2 & LIMB & ~less);
        h3 = (h3 & less) | (g3 & LIMB & ~less);
        h4 = (h4 & less) | (g4 & LIMB & ~less);
    }
}
