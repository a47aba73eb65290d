package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.error.ErrorReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.util.Optional;

/**
 * What a machine has shown, and has proved to have the private half of.
 *
 * @param key its key
 * @param certificate what it showed about the key
 */
public record ShownHostKey(PublicKeyText key, Optional<HostCertificate> certificate) {

    /** A failure that names the key. */
    public Failure failure(ErrorReason reason, String detail) {
        return Failure.of(reason, Stage.SESSION, detail)
                .with("shown", key.fingerprint())
                .with("type", key.type());
    }
}
