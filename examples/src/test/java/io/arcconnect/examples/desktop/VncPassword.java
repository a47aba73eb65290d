package io.arcconnect.examples.desktop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The file in which VNC servers keep a password: eight characters under a key that everybody knows (observed, TigerVNC). */
final class VncPassword {

    /** Their DES has the bits of each byte of a key the other way round. */
    private static final byte[] KEY = {23, 82, 107, 6, 35, 78, 88, 7};

    private VncPassword() {}

    static Path write(Path file, String password) throws Exception {
        byte[] key = new byte[KEY.length];
        for (int at = 0; at < key.length; at++) {
            key[at] = (byte) (Integer.reverse(KEY[at]) >>> 24);
        }
        Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
        byte[] text = Arrays.copyOf(password.getBytes(StandardCharsets.US_ASCII), key.length);
        return Files.write(file, cipher.doFinal(text));
    }
}
