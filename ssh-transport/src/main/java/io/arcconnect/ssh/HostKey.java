package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.util.Objects;

/** A machine's public key. Public keys are no secrets. */
public final class HostKey {

    private final PublicKeyText text;

    HostKey(PublicKeyText text) {
        this.text = text;
    }

    /**
     * Reads a key as the {@code .pub} files of OpenSSH have it.
     *
     * @param line {@code type base64}, whatever follows
     * @return the key
     * @throws IllegalArgumentException when it is none
     */
    public static HostKey parse(String line) {
        return PublicKeyText.parse(line)
                .map(HostKey::new)
                .orElseThrow(() -> new IllegalArgumentException("not a public key in OpenSSH's form: type base64"));
    }

    /** {@return such as {@code ssh-ed25519}} */
    public String type() {
        return text.type();
    }

    /** {@return such as {@code SHA256:…}, as {@code ssh-keygen -l} prints it} */
    public String fingerprint() {
        return text.fingerprint();
    }

    /** {@return {@code type base64}, as the {@code .pub} files of OpenSSH begin} */
    public String line() {
        return text.toString();
    }

    PublicKeyText text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostKey key && key.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    /** {@return type and fingerprint} */
    @Override
    public String toString() {
        return type() + " " + fingerprint();
    }
}
