package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
    public Wanted wanted(String alias) {
        return Wanted.ANYTHING;
    }

    @Override
    public Optional<Failure> refuse(String alias, ShownHostKey shown) {
        return fingerprints.contains(shown.key().fingerprint())
                ? Optional.empty()
                : Optional.of(
                        shown.failure(SshReason.HOST_KEY_CHANGED, "the machine shows another key than the pinned one")
                                .with("pinned", String.join(",", fingerprints)));
    }
}
