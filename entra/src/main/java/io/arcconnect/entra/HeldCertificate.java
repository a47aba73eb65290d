package io.arcconnect.entra;

import io.arcconnect.ssh.SshCertificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last certificate, until a margin before it expires: 5 minutes, or a fifth of its life where that is shorter. */
final class HeldCertificate {

    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final int MARGIN_SHARE = 5;

    private final Clock clock;
    private volatile @Nullable SshCertificate held;

    HeldCertificate(Clock clock) {
        this.clock = clock;
    }

    /** {@return the certificate, which is held from now on} */
    SshCertificate hold(SshCertificate certificate) {
        held = certificate;
        return certificate;
    }

    /** {@return the one that is held, unless it should be renewed} */
    Optional<SshCertificate> fresh() {
        return valid().filter(certificate -> clock.instant().isBefore(renewal(certificate)));
    }

    /** {@return the one that is held, as long as it is valid} */
    Optional<SshCertificate> valid() {
        return Optional.ofNullable(held).filter(certificate -> clock.instant().isBefore(certificate.validBefore()));
    }

    private static Instant renewal(SshCertificate certificate) {
        Instant end = certificate.validBefore();
        if (end.equals(Instant.MAX)) {
            return end;
        }
        Duration share = Duration.between(certificate.validAfter(), end).dividedBy(MARGIN_SHARE);
        return end.minus(share.compareTo(MARGIN) < 0 ? share : MARGIN);
    }
}
