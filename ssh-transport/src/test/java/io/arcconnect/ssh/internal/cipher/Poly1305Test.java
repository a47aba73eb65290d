package io.arcconnect.ssh.internal.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Poly1305Test {

    private static final BigInteger PRIME = BigInteger.ONE.shiftLeft(130).subtract(BigInteger.valueOf(5));

    private static byte[] tag(byte[] key, byte[] message, int cutAt) {
        Poly1305 poly = new Poly1305();
        poly.init(key);
        poly.update(message, 0, cutAt);
        poly.update(message, cutAt, message.length - cutAt);
        byte[] tag = new byte[Poly1305.TAG + 3];
        poly.finish(tag, 3);
        return Arrays.copyOfRange(tag, 3, tag.length);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** RFC 8439, section 2.5.2. */
    @Test
    void finish_whenTheRfcsExample_thenItsTag() {
        byte[] key = hex("85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b");
        byte[] message = "Cryptographic Forum Research Group".getBytes(StandardCharsets.US_ASCII);

        assertThat(tag(key, message, 0)).isEqualTo(hex("a8061dc1305136c6c22b8baf0c0127a9"));
    }

    /** RFC 8439, appendix A.3, numbers 7 to 11: sums at and beyond the prime and 2^128. */
    @ParameterizedTest
    @CsvSource({
        "02000000000000000000000000000000, 00000000000000000000000000000000,"
                + "ffffffffffffffffffffffffffffffff, 03000000000000000000000000000000",
        "02000000000000000000000000000000, ffffffffffffffffffffffffffffffff,"
                + "02000000000000000000000000000000, 03000000000000000000000000000000",
        "01000000000000000000000000000000, 00000000000000000000000000000000,"
                + "fffffffffffffffffffffffffffffffff0ffffffffffffffffffffffffffffff11000000000000000000000000000000,"
                + "05000000000000000000000000000000",
        "01000000000000000000000000000000, 00000000000000000000000000000000,"
                + "fffffffffffffffffffffffffffffffffbfefefefefefefefefefefefefefefe01010101010101010101010101010101,"
                + "00000000000000000000000000000000",
        "02000000000000000000000000000000, 00000000000000000000000000000000,"
                + "fdffffffffffffffffffffffffffffff, faffffffffffffffffffffffffffffff",
        "01000000000000000400000000000000, 00000000000000000000000000000000,"
                + "e33594d7505e43b900000000000000003394d7505e4379cd01000000000000000000000000000000000000000000000001"
                + "000000000000000000000000000000, 14000000000000005500000000000000"
    })
    void finish_whenTheSumIsAtAnEdge_thenTheRfcsTag(String r, String s, String message, String tag) {
        assertThat(tag(hex(r + s), hex(message), 0)).isEqualTo(hex(tag));
    }

    @Test
    void finish_whenLengthsAndCutsDiffer_thenAsComputedWithBigNumbers() {
        Random random = new Random(7);
        for (int length = 0; length < 300; length++) {
            byte[] key = new byte[32];
            byte[] message = new byte[length];
            random.nextBytes(key);
            random.nextBytes(message);
            if (length % 3 == 0) {
                Arrays.fill(message, (byte) 0xff);
                Arrays.fill(key, (byte) 0xff);
            }

            assertThat(tag(key, message, random.nextInt(length + 1)))
                    .as("%s bytes", length)
                    .isEqualTo(expected(key, message));
        }
    }

    private static byte[] expected(byte[] key, byte[] message) {
        BigInteger r = littleEndian(key, 0, 16).and(new BigInteger("0ffffffc0ffffffc0ffffffc0fffffff", 16));
        BigInteger sum = BigInteger.ZERO;
        for (int at = 0; at < message.length; at += 16) {
            int size = Math.min(16, message.length - at);
            BigInteger block = littleEndian(message, at, size).setBit(8 * size);
            sum = sum.add(block).multiply(r).mod(PRIME);
        }
        byte[] big = sum.add(littleEndian(key, 16, 16)).toByteArray();
        byte[] tag = new byte[16];
        for (int i = 0; i < Math.min(16, big.length); i++) {
            tag[i] = big[big.length - 1 - i];
        }
        return tag;
    }

    private static BigInteger littleEndian(byte[] bytes, int offset, int length) {
        byte[] big = new byte[length];
        for (int i = 0; i < length; i++) {
            big[i] = bytes[offset + length - 1 - i];
        }
        return new BigInteger(1, big);
    }
}
