package io.arcconnect.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The answer of {@code listCredentials}: one immutable unit that opens relay connections to one machine until it
 * expires. The parts of two answers must never be mixed: each may name another hybrid connection (protocol.md 2.2).
 *
 * <p>Names and secrets are checked here against what may stand in a URL or a header, so that nothing an answer contains
 * can add a line to a request. Printing credentials is safe.
 *
 * @param machine whose credentials these are
 * @param namespaceName first label of the relay's host
 * @param namespaceNameSuffix rest of the relay's host, a port allowed
 * @param hybridConnectionName path of the hybrid connection, slashes allowed
 * @param accessKey a ready shared access signature with the right to send
 * @param expiresOn when the access key stops opening connections
 * @param serviceConfigurationToken tells the agent which service may be reached
 * @param enabledOn when the service was set up, if whoever got these credentials has just done so: its agent needs a
 *     while to listen (protocol.md 3.4)
 */
public record RelayCredentials(
        MachineId machine,
        String namespaceName,
        String namespaceNameSuffix,
        String hybridConnectionName,
        Secret accessKey,
        Instant expiresOn,
        Secret serviceConfigurationToken,
        Optional<Instant> enabledOn) {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9\\-]{0,198}[A-Za-z0-9])?");
    private static final Pattern SUFFIX =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.\\-]{0,98}[A-Za-z0-9])?(?::[0-9]{1,5})?");
    /** Possessive: a repeated group that may give back is a recursion, and who sends the path chooses how deep it goes. */
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~\\-]+(?:/[A-Za-z0-9._~\\-]+)*+");

    private static final Pattern HEADER = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])?");

    /**
     * Checks every part against its grammar.
     *
     * @throws IllegalArgumentException when a part may not stand in a URL or header; the message names the part only
     */
    public RelayCredentials {
        Objects.requireNonNull(machine, "machine");
        require(LABEL, namespaceName, "namespaceName");
        require(SUFFIX, namespaceNameSuffix, "namespaceNameSuffix");
        require(PATH, hybridConnectionName, "hybridConnectionName");
        if (hybridConnectionName.contains("..") || hybridConnectionName.length() > 1_024) {
            throw new IllegalArgumentException("malformed hybridConnectionName");
        }
        require(HEADER, accessKey.reveal(), "accessKey");
        Objects.requireNonNull(expiresOn, "expiresOn");
        require(HEADER, serviceConfigurationToken.reveal(), "serviceConfigurationToken");
        Objects.requireNonNull(enabledOn, "enabledOn");
    }

    /** {@return host of the relay, with a port only where the suffix has one} */
    public String relayHost() {
        return namespaceName + "." + namespaceNameSuffix;
    }

    /**
     * Says whether these stop working soon.
     *
     * @param moment the time to compare with
     * @return whether {@link #expiresOn} is at or before it
     */
    public boolean isExpiredAt(Instant moment) {
        return !expiresOn.isAfter(moment);
    }

    /**
     * Says that the service was set up just before these were issued.
     *
     * @param moment when
     * @return the same credentials, for which a dial waits longer
     */
    public RelayCredentials withEnabledOn(Instant moment) {
        return new RelayCredentials(
                machine,
                namespaceName,
                namespaceNameSuffix,
                hybridConnectionName,
                accessKey,
                expiresOn,
                serviceConfigurationToken,
                Optional.of(moment));
    }

    private static void require(Pattern pattern, String value, String what) {
        if (!pattern.matcher(Objects.requireNonNull(value, what)).matches()) {
            throw new IllegalArgumentException("malformed " + what);
        }
    }
}
