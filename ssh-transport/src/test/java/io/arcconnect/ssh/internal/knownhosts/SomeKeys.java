package io.arcconnect.ssh.internal.knownhosts;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Keys with the right shape. Nobody has their private halves. */
final class SomeKeys {

    private SomeKeys() {}

    /** An ed25519 key, each number another one. */
    static PublicKeyText ed25519(int number) {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(blob)) {
            byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
            out.writeInt(type.length);
            out.write(type);
            out.writeInt(32);
            for (int i = 0; i < 8; i++) {
                out.writeInt(number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PublicKeyText.of("ssh-ed25519", Base64.getEncoder().encodeToString(blob.toByteArray()))
                .orElseThrow();
    }
}
