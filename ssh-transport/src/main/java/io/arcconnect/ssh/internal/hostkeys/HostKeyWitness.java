package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges as a check does and remembers what was shown. On request it lets a key pass that nobody knows, for a look that wants
 * to see what comes next; the check must not write then.
 */
public final class HostKeyWitness implements HostKeyCheck {

    private final Optional<HostKeyCheck> configured;
    private final boolean letsNewPass;
    private volatile @Nullable ShownHostKey shown;
    private volatile @Nullable Failure refusal;
    private volatile boolean passed;

    public HostKeyWitness(Optional<HostKeyCheck> configured, boolean letsNewPass) {
        this.configured = configured;
        this.letsNewPass = letsNewPass;
    }

    @Override
    public Wanted wanted(String alias) {
        return configured.map(check -> check.wanted(alias)).orElse(Wanted.ANYTHING);
    }

    @Override
    public Optional<Failure> refuse(String alias, ShownHostKey key) {
        shown = key;
        Optional<Failure> judged = configured
                .map(check -> check.refuse(alias, key))
                .orElseGet(() -> Optional.of(Failure.of(
                        SshReason.HOST_KEYS_NOT_CONFIGURED,
                        Stage.SESSION,
                        "no host keys are configured, so no machine can be trusted")));
        refusal = judged.orElse(null);
        passed = letsNewPass && isUnknown();
        if (passed) {
            refusal = null;
            return Optional.empty();
        }
        return judged;
    }

    Optional<ShownHostKey> shown() {
        return Optional.ofNullable(shown);
    }

    /** {@return the fingerprint of the key that was shown, as {@code ssh-keygen -l} prints it} */
    public Optional<String> fingerprint() {
        return shown().map(ShownHostKey::key).map(PublicKeyText::fingerprint);
    }

    public Optional<String> type() {
        return shown().map(ShownHostKey::key).map(PublicKeyText::type);
    }

    public Optional<Failure> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** {@return whether a key passed that nobody knows} */
    public boolean hasPassedNew() {
        return passed;
    }

    /** {@return whether it was refused for not being known; a file that cannot be read says that as well, with the cause} */
    boolean isUnknown() {
        return refusal()
                .filter(failure -> failure.reason() == SshReason.HOST_KEY_UNKNOWN
                        && failure.cause().isEmpty())
                .isPresent();
    }
}
