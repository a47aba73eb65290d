package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Believes keys by their SHA-256 fingerprint. */
record PinnedCheck(Set<String> fingerprints) implements HostKeyCheck {

    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    PinnedCheck {
        for (String fingerprint : fingerprints) {
            if (!FINGERPRINT.matcher(fingerprint).matches()) {
                throw new IllegalArgumentException(
                        "not a SHA-256 fingerprint, such as ssh-keygen -l prints (SHA256: and 43 characters): \""
                                + fingerprint + '"');
            }
        }
    }

    @Override
    public List<String> knownTypes(String alias) {
        return List.of();
    }

    @Override
    public Optional<Failure> refuse(String alias, PublicKey key) {
        String shown = KeyUtils.getFingerPrint(key);
        return fingerprints.contains(shown)
                ? Optional.empty()
                : Optional.of(Failure.of(
                                SshReason.HOST_KEY_CHANGED,
                                Stage.SESSION,
                                "the machine shows another key than the pinned one")
                        .with("shown", shown)
                        .with("pinned", String.join(",", fingerprints)));
    }
}
