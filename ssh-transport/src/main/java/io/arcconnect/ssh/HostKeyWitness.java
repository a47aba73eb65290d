package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.jspecify.annotations.Nullable;

/**
 * Judges as the configured check would and remembers what was shown, without writing anything: a key that would be accepted
 * and remembered is accepted and forgotten.
 */
final class HostKeyWitness implements HostKeyCheck {

    private final Optional<HostKeyCheck> configured;
    private volatile @Nullable PublicKey shown;
    private volatile @Nullable Failure refusal;
    private volatile boolean wouldBeAdded;

    HostKeyWitness(Optional<HostKeyCheck> configured) {
        this.configured = configured;
    }

    @Override
    public List<String> knownTypes(String alias) {
        return configured.map(check -> check.knownTypes(alias)).orElse(List.of());
    }

    @Override
    public Optional<Failure> refuse(String alias, PublicKey key) {
        shown = key;
        Optional<Failure> judged = configured
                .map(check -> check.readOnly().refuse(alias, key))
                .orElseGet(() -> Optional.of(Failure.of(
                        SshReason.HOST_KEYS_NOT_CONFIGURED,
                        Stage.SESSION,
                        "no host keys are configured, so no machine can be trusted")));
        if (configured.filter(HostKeyCheck::acceptsNew).isPresent()
                && judged.filter(HostKeyWitness::isNew).isPresent()) {
            wouldBeAdded = true;
            return Optional.empty();
        }
        refusal = judged.orElse(null);
        return judged;
    }

    /** {@return the fingerprint of the key that was shown, as {@code ssh-keygen -l} prints it} */
    Optional<String> fingerprint() {
        return Optional.ofNullable(shown).map(KeyUtils::getFingerPrint);
    }

    Optional<String> type() {
        return Optional.ofNullable(shown).map(KeyUtils::getKeyType);
    }

    Optional<Failure> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** {@return whether a session would add the key to the known ones} */
    boolean wouldBeAdded() {
        return wouldBeAdded;
    }

    /** A file that cannot be read says "unknown" as well, with the cause. */
    private static boolean isNew(Failure failure) {
        return failure.reason() == SshReason.HOST_KEY_UNKNOWN && failure.cause().isEmpty();
    }
}
