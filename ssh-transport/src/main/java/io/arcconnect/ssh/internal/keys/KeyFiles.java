package io.arcconnect.ssh.internal.keys;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Collection;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.jspecify.annotations.Nullable;

/** Reads the files that a login is made of. What cannot be read is {@code ssh.identity_unreadable}. Blocks. */
public record KeyFiles(MachineId machine) {

    private static final int LONGEST_FILE = 1024 * 1024;

    public byte[] text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LONGEST_FILE);
        } catch (IOException e) {
            throw unreadable("no private key could be read from " + file, e);
        }
    }

    /** {@return the key, opened} */
    public KeyPair open(byte[] text, String name, Optional<Secret> passphrase) {
        FilePasswordProvider opener = passphrase
                .map(secret -> FilePasswordProvider.of(secret.reveal()))
                .orElse(null);
        try (InputStream in = new ByteArrayInputStream(text)) {
            Collection<KeyPair> pairs = QuietKeyParsers.ALL.loadKeyPairs(null, NamedResource.ofName(name), opener, in);
            if (pairs == null || pairs.isEmpty()) {
                throw unreadable("no private key could be read from " + name, null);
            }
            return pairs.iterator().next();
        } catch (SshException typed) {
            throw typed;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unreadable("no private key could be read from " + name, e);
        }
    }

    /** {@return the key of the {@code .pub} file beside a private key, if there is one that can be read} */
    public static Optional<ByteBuffer> publicHalfBeside(Path file) {
        try {
            return Optional.of(blob(Path.of(file + ".pub")));
        } catch (IOException | IllegalArgumentException without) {
            return Optional.empty();
        }
    }

    /** {@return a certificate for a key} */
    public ByteBuffer certificate(Path file, ByteBuffer plainKey) {
        try {
            ByteBuffer certificate = blob(file);
            CertificateFields fields = CertificateFields.parse(SshKey.bytes(certificate));
            if (fields.kind() != CertificateFields.USER || !fields.plainKey().equals(plainKey)) {
                throw unusable("the certificate in " + file + " is of a host, or of another key", null);
            }
            return certificate;
        } catch (IOException e) {
            throw unreadable("no certificate could be read from " + file, e);
        } catch (IllegalArgumentException e) {
            throw unusable("there is no certificate in " + file, e);
        }
    }

    private static ByteBuffer blob(Path file) throws IOException {
        return ByteBuffer.wrap(KeyBlobs.ofLine(Files.readString(file, StandardCharsets.ISO_8859_1)));
    }

    public SshException unreadable(String detail, @Nullable Exception e) {
        return exception(SshReason.IDENTITY_UNREADABLE, detail, e);
    }

    SshException unusable(String detail, @Nullable Exception e) {
        return exception(SshReason.CERTIFICATE_UNUSABLE, detail, e);
    }

    private SshException exception(SshReason reason, String detail, @Nullable Exception e) {
        return new SshException(Failure.of(reason, Stage.LOCAL, detail)
                .on(machine)
                .with("problem", e instanceof IllegalArgumentException ? e.getMessage() : e)
                .causedBy(e));
    }
}
