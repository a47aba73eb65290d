package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.error.Failure;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.knownhosts.KnownHostsFile;
import io.arcconnect.ssh.internal.knownhosts.KnownKeys;
import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Believes what a known-hosts file has. A machine that it has no key of is judged by another check, and what that one believes
 * is remembered.
 */
record KnownHostsCheck(KnownHostsFile file, HostKeyCheck first, boolean remembers, Clock clock)
        implements HostKeyCheck {

    KnownHostsCheck(KnownHostsFile file, HostKeyCheck first) {
        this(file, first, true, Clock.systemUTC());
    }

    @Override
    public Wanted wanted(String alias) {
        try {
            KnownKeys known = file.keysOf(alias);
            boolean authority = !known.authorities().isEmpty();
            return known.hostKeys().isEmpty()
                    ? new Wanted(first.wanted(alias).types(), authority)
                    : new Wanted(types(known.hostKeys()), authority);
        } catch (IOException unreadable) {
            return Wanted.ANYTHING; // said by refuse(), which comes next
        }
    }

    private static List<String> types(List<PublicKeyText> keys) {
        return keys.stream().map(PublicKeyText::type).distinct().toList();
    }

    @Override
    public Optional<Failure> refuse(String alias, ShownHostKey shown) {
        try {
            return refuse(alias, shown, file.keysOf(alias)).map(failure -> failure.with("file", file.path()));
        } catch (IOException e) {
            return Optional.of(shown.failure(SshReason.HOST_KEY_UNKNOWN, "the known-hosts file cannot be used: " + e)
                    .with("file", file.path())
                    .causedBy(e));
        }
    }

    private Optional<Failure> refuse(String alias, ShownHostKey shown, KnownKeys known) throws IOException {
        if (isRevoked(shown, known)) {
            return Optional.of(shown.failure(SshReason.HOST_KEY_CHANGED, "the machine shows a revoked key"));
        }
        if (known.hostKeys().contains(shown.key())) {
            return Optional.empty();
        }
        Optional<HostCertificate> certificate =
                shown.certificate().filter(each -> known.authorities().contains(each.authority()));
        if (certificate.isPresent()) {
            return certificate
                    .get()
                    .problem(alias, clock.instant())
                    .map(problem -> uncertified(shown, certificate.get(), problem));
        }
        return known.hostKeys().isEmpty() ? meet(alias, shown) : Optional.of(changed(shown, known));
    }

    private static boolean isRevoked(ShownHostKey shown, KnownKeys known) {
        return known.revoked().contains(shown.key())
                || shown.certificate()
                        .filter(each -> known.revoked().contains(each.authority()))
                        .isPresent();
    }

    private static Failure uncertified(ShownHostKey shown, HostCertificate certificate, String problem) {
        return shown.failure(
                        SshReason.HOST_CERTIFICATE_INVALID,
                        "the machine shows a certificate of a known authority, but " + problem)
                .with("certificate", certificate.id())
                .with("authority", certificate.authority().fingerprint());
    }

    private static Failure changed(ShownHostKey shown, KnownKeys known) {
        return shown.failure(SshReason.HOST_KEY_CHANGED, "the machine shows another key than the known one")
                .with(
                        "known",
                        known.hostKeys().stream()
                                .map(PublicKeyText::fingerprint)
                                .collect(Collectors.joining(",")));
    }

    private Optional<Failure> meet(String alias, ShownHostKey shown) throws IOException {
        Optional<Failure> refusal = first.refuse(alias, shown);
        return refusal.isPresent() || !remembers
                ? refusal
                : file.addFirst(alias, first.learnt(shown)).map(other -> raced(shown, other));
    }

    private static Failure raced(ShownHostKey shown, PublicKeyText addedByAnother) {
        return shown.failure(SshReason.HOST_KEY_CHANGED, "another process has just learnt another key of this machine")
                .with("known", addedByAnother.fingerprint());
    }

    @Override
    public HostKeyCheck readOnly() {
        return new KnownHostsCheck(file, first.readOnly(), false, clock);
    }
}
