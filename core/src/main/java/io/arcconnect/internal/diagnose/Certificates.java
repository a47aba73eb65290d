package io.arcconnect.internal.diagnose;

import io.arcconnect.internal.net.TlsPeer;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** What certificates say to people. Pure. */
final class Certificates {

    /** Where the relays of the public clouds are (protocol.md 7.1). */
    private static final Set<String> AZURE =
            Set.of(".servicebus.windows.net", ".servicebus.usgovcloudapi.net", ".servicebus.chinacloudapi.cn");

    /** Who issues Azure's certificates, and who vouches for those (documented for Azure's TLS). */
    private static final Set<String> ISSUERS = Set.of("microsoft", "digicert");

    private Certificates() {}

    /** {@return the common name, else the organization, else the whole name} */
    static String name(X500Principal principal) {
        return part(principal, "CN").or(() -> part(principal, "O")).orElseGet(principal::getName);
    }

    static String issuers(List<X509Certificate> chain) {
        return chain.stream()
                .map(certificate -> name(certificate.getIssuerX500Principal()))
                .distinct()
                .collect(Collectors.joining(" < "));
    }

    /** {@return the date that is in the way, if it is one: also what a wrong clock looks like} */
    static Optional<String> whyNot(TlsPeer peer, Clock clock) {
        X509Certificate own = peer.chain().get(0);
        Instant now = clock.instant();
        if (now.isAfter(own.getNotAfter().toInstant())) {
            return Optional.of("it ended " + own.getNotAfter().toInstant() + ", and it is " + now
                    + " now: check this computer's clock");
        }
        return now.isBefore(own.getNotBefore().toInstant())
                ? Optional.of("it begins " + own.getNotBefore().toInstant() + ", and it is " + now
                        + " now: check this computer's clock")
                : Optional.empty();
    }

    static boolean looksIntercepted(String host, List<X509Certificate> chain) {
        String lower = host.toLowerCase(Locale.ROOT);
        return AZURE.stream().anyMatch(lower::endsWith)
                && chain.stream()
                        .map(certificate ->
                                certificate.getIssuerX500Principal().getName().toLowerCase(Locale.ROOT))
                        .noneMatch(issuer -> ISSUERS.stream().anyMatch(issuer::contains));
    }

    private static Optional<String> part(X500Principal principal, String type) {
        try {
            return new LdapName(principal.getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase(type))
                            .map(Rdn::getValue)
                            .map(Object::toString)
                            .findFirst();
        } catch (InvalidNameException unreadable) {
            return Optional.empty();
        }
    }
}
