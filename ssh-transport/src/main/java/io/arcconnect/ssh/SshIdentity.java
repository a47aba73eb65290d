package io.arcconnect.ssh;

import io.arcconnect.model.Secret;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Objects;
import java.util.Optional;

/** How to log in. Identities are tried in the order they were given. Printing one is safe. */
public sealed interface SshIdentity {

    /**
     * A password.
     *
     * @param password the password
     * @return the identity
     */
    static SshIdentity password(Secret password) {
        return new Password(Objects.requireNonNull(password, "password"));
    }

    /**
     * A private key file without a passphrase. It is read when a session is opened.
     *
     * @param file OpenSSH, PEM or PKCS#8 form; ed25519, ecdsa or rsa
     * @return the identity
     */
    static SshIdentity privateKey(Path file) {
        return new KeyFile(Objects.requireNonNull(file, "file"), Optional.empty());
    }

    /**
     * A private key file with a passphrase. It is read when a session is opened.
     *
     * @param file OpenSSH, PEM or PKCS#8 form
     * @param passphrase opens it
     * @return the identity
     */
    static SshIdentity privateKey(Path file, Secret passphrase) {
        return new KeyFile(Objects.requireNonNull(file, "file"), Optional.of(passphrase));
    }

    /**
     * A key pair in memory.
     *
     * @param pair ed25519, ecdsa or rsa
     * @return the identity
     */
    static SshIdentity keyPair(KeyPair pair) {
        return new InMemory(Objects.requireNonNull(pair, "pair"));
    }

    /**
     * A password.
     *
     * @param password hidden
     */
    record Password(Secret password) implements SshIdentity {}

    /**
     * A key file.
     *
     * @param file where
     * @param passphrase hidden
     */
    record KeyFile(Path file, Optional<Secret> passphrase) implements SshIdentity {}

    /**
     * A key pair.
     *
     * @param pair both halves
     */
    record InMemory(KeyPair pair) implements SshIdentity {

        /** {@return the public half's algorithm only} */
        @Override
        public String toString() {
            return "InMemory[" + pair.getPublic().getAlgorithm() + "]";
        }
    }
}
