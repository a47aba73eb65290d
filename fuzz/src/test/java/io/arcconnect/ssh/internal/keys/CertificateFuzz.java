package io.arcconnect.ssh.internal.keys;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import io.arcconnect.ssh.internal.wire.WireReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Certificates and private keys in files: malformed, or what they say. */
public final class CertificateFuzz {

    private CertificateFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        byte[] blob = new Input(bytes).rest();
        Check.bounded(blob.length, () -> {
            fields(blob);
            line(new String(blob, StandardCharsets.UTF_8));
            KeyEnvelope.of(blob);
            KeyEnvelope.of(("-----BEGIN OPENSSH PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(blob)
                            + "\n-----END OPENSSH PRIVATE KEY-----\n")
                    .getBytes(StandardCharsets.US_ASCII));
        });
    }

    private static void fields(byte[] blob) {
        try {
            CertificateFields fields = CertificateFields.parse(blob);
            Check.that(fields.type().endsWith(CertificateFields.SUFFIX), "the type of a certificate");
            Check.that(fields.principals().size() <= blob.length / 4, "no more names than there is room for");
            Check.that(fields.plainKey().remaining() <= blob.length + 64, "a key of its size");
        } catch (WireReader.Malformed refused) {
            Check.oneLine(String.valueOf(refused.getMessage()));
        }
    }

    private static void line(String text) {
        try {
            Check.that(KeyBlobs.ofLine(text).length <= text.length(), "no more bytes than text");
        } catch (IllegalArgumentException refused) {
            // Promised.
        }
    }
}
