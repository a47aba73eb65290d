package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.error.Failure;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.keys.Fingerprints;
import java.util.Optional;
import java.util.Set;

/** Believes keys by their SHA-256 fingerprint. */
public record PinnedCheck(Set<String> fingerprints) implements HostKeyCheck {

    public PinnedCheck {
        fingerprints = Fingerprints.checked(fingerprints);
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
