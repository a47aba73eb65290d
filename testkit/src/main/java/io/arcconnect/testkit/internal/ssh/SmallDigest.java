package io.arcconnect.testkit.internal.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a stream. */
public final class SmallDigest {

    private SmallDigest() {}

    /**
     * Reads a stream to its end.
     *
     * @param in the stream
     * @return the digest in lower-case hexadecimal
     * @throws IOException when it cannot be read
     */
    public static String sha256(InputStream in) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[32_768];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                sha.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
