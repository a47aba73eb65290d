package io.arcconnect.entra;

import java.util.Objects;
import java.util.regex.Pattern;

/** Ids that become part of an address. Pure. */
final class EntraIds {

    /** An id or a domain name. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");

    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private EntraIds() {}

    static void check(String tenantId, String clientId) {
        require(TENANT, Objects.requireNonNull(tenantId, "tenantId"), "tenant");
        require(CLIENT, Objects.requireNonNull(clientId, "clientId"), "client id");
    }

    private static void require(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a valid " + what + ": \"" + value.replaceAll("\\p{Cntrl}", "?") + '"');
        }
    }
}
