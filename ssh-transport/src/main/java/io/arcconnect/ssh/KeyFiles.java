package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Collection;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.loader.KeyPairResourceParser;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.config.keys.loader.pem.ECDSAPEMResourceKeyPairParser;
import org.apache.sshd.common.config.keys.loader.pem.PKCS8PEMResourceKeyPairParser;
import org.apache.sshd.common.config.keys.loader.pem.RSAPEMResourceKeyPairParser;
import org.apache.sshd.common.util.logging.SimplifiedLog;
import org.jspecify.annotations.Nullable;

/** Reads private keys with MINA's parsers, which left alone would write the whole key to the log at level TRACE. */
final class KeyFiles {

    private KeyFiles() {}

    /** Reads a file's keys, one at least, or fails with {@code ssh.identity_unreadable}. Blocks. */
    static Collection<KeyPair> read(SshIdentity.KeyFile file, MachineId machine) {
        try (InputStream in = Files.newInputStream(file.file())) {
            FilePasswordProvider passphrase = file.passphrase()
                    .map(secret -> FilePasswordProvider.of(secret.reveal()))
                    .orElse(null);
            Collection<KeyPair> pairs =
                    quiet().loadKeyPairs(null, NamedResource.ofName(file.file().toString()), passphrase, in);
            if (pairs == null || pairs.isEmpty()) {
                throw unreadable(file, machine, null);
            }
            return pairs;
        } catch (SshException typed) {
            throw typed;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unreadable(file, machine, e);
        }
    }

    private static SshException unreadable(SshIdentity.KeyFile file, MachineId machine, @Nullable Exception e) {
        return new SshException(Failure.of(
                        SshReason.IDENTITY_UNREADABLE, Stage.LOCAL, "no private key could be read from " + file.file())
                .on(machine)
                .with("problem", e)
                .causedBy(e));
    }

    private static KeyPairResourceParser quiet() {
        return KeyPairResourceParser.aggregate(
                new OpenSSHKeyPairResourceParser() {
                    @Override
                    protected SimplifiedLog getSimplifiedLogger() {
                        return SimplifiedLog.EMPTY;
                    }
                },
                new PKCS8PEMResourceKeyPairParser() {
                    @Override
                    protected SimplifiedLog getSimplifiedLogger() {
                        return SimplifiedLog.EMPTY;
                    }
                },
                new RSAPEMResourceKeyPairParser() {
                    @Override
                    protected SimplifiedLog getSimplifiedLogger() {
                        return SimplifiedLog.EMPTY;
                    }
                },
                new ECDSAPEMResourceKeyPairParser() {
                    @Override
                    protected SimplifiedLog getSimplifiedLogger() {
                        return SimplifiedLog.EMPTY;
                    }
                });
    }
}
