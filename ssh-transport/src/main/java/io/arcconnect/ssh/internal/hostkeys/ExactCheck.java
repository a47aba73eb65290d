package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.error.Failure;
import io.arcconnect.ssh.HostKey;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Believes keys that somebody has vouched for. */
record ExactCheck(List<PublicKeyText> keys, String whose) implements HostKeyCheck {

    static ExactCheck of(List<HostKey> keys, String whose) {
        return new ExactCheck(
                keys.stream()
                        .map(key -> PublicKeyText.parse(key.line()).orElseThrow())
                        .distinct()
                        .toList(),
                whose);
    }

    @Override
    public Wanted wanted(String alias) {
        return new Wanted(keys.stream().map(PublicKeyText::type).distinct().toList(), false);
    }

    @Override
    public Optional<Failure> refuse(String alias, ShownHostKey shown) {
        if (keys.contains(shown.key())) {
            return Optional.empty();
        }
        return Optional.of(
                keys.isEmpty()
                        ? shown.failure(SshReason.HOST_KEY_UNKNOWN, whose + " has no key of the machine")
                        : shown.failure(
                                        SshReason.HOST_KEY_CHANGED,
                                        "the machine shows another key than the one of " + whose)
                                .with("known", fingerprints()));
    }

    @Override
    public List<PublicKeyText> learnt(ShownHostKey shown) {
        return Stream.concat(Stream.of(shown.key()), keys.stream()).distinct().toList();
    }

    private String fingerprints() {
        return keys.stream().map(PublicKeyText::fingerprint).collect(Collectors.joining(","));
    }
}
