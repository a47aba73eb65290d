package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Believes what a known-hosts file has and, if asked to, the first key of a machine that it does not have. */
record KnownHostsCheck(KnownHostsFile file, boolean acceptNew) implements HostKeyCheck {

    @Override
    public List<String> knownTypes(String alias) {
        try {
            return file.keysOf(alias).stream()
                    .filter(known -> !known.revoked())
                    .map(known -> KeyUtils.getKeyType(known.key()))
                    .distinct()
                    .toList();
        } catch (IOException unreadable) {
            return List.of(); // said by refuse(), which comes next
        }
    }

    @Override
    public Optional<Failure> refuse(String alias, PublicKey key) {
        try {
            List<KnownHostsFile.KnownKey> known = file.keysOf(alias);
            if (known.stream().anyMatch(entry -> entry.revoked() && entry.is(key))) {
                return Optional.of(failure(SshReason.HOST_KEY_CHANGED, "the machine shows a revoked key", key));
            }
            List<KnownHostsFile.KnownKey> valid =
                    known.stream().filter(entry -> !entry.revoked()).toList();
            if (valid.stream().anyMatch(entry -> entry.is(key))) {
                return Optional.empty();
            }
            if (!valid.isEmpty()) {
                return Optional.of(failure(
                                SshReason.HOST_KEY_CHANGED, "the machine shows another key than the known one", key)
                        .with("known", KeyUtils.getFingerPrint(valid.get(0).key())));
            }
            return acceptNew ? file.addFirst(alias, key).map(this::raced) : Optional.of(unknown(key));
        } catch (IOException e) {
            return Optional.of(failure(SshReason.HOST_KEY_UNKNOWN, "the known-hosts file cannot be used: " + e, key)
                    .causedBy(e));
        }
    }

    @Override
    public HostKeyCheck readOnly() {
        return new KnownHostsCheck(file, false);
    }

    @Override
    public boolean acceptsNew() {
        return acceptNew;
    }

    private Failure unknown(PublicKey key) {
        return failure(SshReason.HOST_KEY_UNKNOWN, "the machine's key is not known", key);
    }

    private Failure raced(PublicKey addedByAnother) {
        return failure(
                SshReason.HOST_KEY_CHANGED,
                "another process has just learnt another key of this machine",
                addedByAnother);
    }

    private Failure failure(SshReason reason, String detail, PublicKey shown) {
        return Failure.of(reason, Stage.SESSION, detail)
                .with("shown", KeyUtils.getFingerPrint(shown))
                .with("type", KeyUtils.getKeyType(shown))
                .with("file", file.path());
    }
}
