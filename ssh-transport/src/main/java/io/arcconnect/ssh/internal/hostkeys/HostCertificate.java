package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a certificate says of a host's key (OpenSSH, PROTOCOL.certkeys). Pure.
 *
 * @param id who issued it calls it
 * @param host whether it is one for hosts
 * @param principals the hosts it is for; OpenSSH's client takes no patterns here
 * @param validAfter seconds since 1970, unsigned
 * @param validBefore seconds since 1970, unsigned
 * @param criticalOptions names; none is defined for hosts
 * @param authority who issued it
 * @param signed whether the authority's signature is right
 */
public record HostCertificate(
        String id,
        boolean host,
        List<String> principals,
        long validAfter,
        long validBefore,
        List<String> criticalOptions,
        PublicKeyText authority,
        boolean signed) {

    /** Says what is wrong with it for a machine; the authority is known to be believed. */
    Optional<String> problem(String alias, Instant now) {
        if (!signed) {
            return Optional.of("its signature is wrong, or made with an algorithm that is not safe");
        }
        if (!host) {
            return Optional.of("it is for users");
        }
        if (Long.compareUnsigned(now.getEpochSecond(), validAfter) < 0) {
            return Optional.of("it is not valid before " + time(validAfter));
        }
        if (Long.compareUnsigned(now.getEpochSecond(), validBefore) >= 0) {
            return Optional.of("it was valid until " + time(validBefore));
        }
        if (!criticalOptions.isEmpty()) {
            return Optional.of("it has options that nobody understands: " + criticalOptions);
        }
        return principals.contains(alias)
                ? Optional.empty()
                : Optional.of(principals.isEmpty() ? "it names no machine" : "it is for other machines: " + principals);
    }

    /** A time beyond what {@link Instant} holds is one that nobody lives to see. */
    private static String time(long seconds) {
        return seconds < 0 || seconds > Instant.MAX.getEpochSecond()
                ? "a time far off"
                : Instant.ofEpochSecond(seconds).toString();
    }
}
