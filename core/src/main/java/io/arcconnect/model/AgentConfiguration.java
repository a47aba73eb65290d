package io.arcconnect.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the owner of a machine lets its agent do, as the agent last reported it (protocol.md 1.1, 8.4). The switch for
 * incoming connections is not among it: only the machine itself knows that one.
 *
 * @param extensionsEnabled whether extensions may be installed at all
 * @param configMode {@code full} or {@code monitor}
 * @param extensionsAllowList when not empty, only these may be installed
 * @param extensionsBlockList these may not be installed
 * @param guestConfigurationEnabled whether guest configuration is on
 * @param incomingConnectionsPorts the ports that agents before 1.31 let in
 * @param proxyUrl the agent's own proxy; a login in it is replaced by {@code ***}
 */
public record AgentConfiguration(
        Optional<Boolean> extensionsEnabled,
        Optional<String> configMode,
        List<ExtensionType> extensionsAllowList,
        List<ExtensionType> extensionsBlockList,
        Optional<Boolean> guestConfigurationEnabled,
        List<String> incomingConnectionsPorts,
        Optional<String> proxyUrl) {

    private static final Pattern LOGIN = Pattern.compile("^((?:[A-Za-z][A-Za-z0-9+.\\-]*://)?).*@", Pattern.DOTALL);

    /** The agent reported nothing. */
    public static final AgentConfiguration UNKNOWN = new AgentConfiguration(
            Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty(), List.of(), Optional.empty());

    /** Copies the lists. */
    public AgentConfiguration {
        extensionsAllowList = List.copyOf(extensionsAllowList);
        extensionsBlockList = List.copyOf(extensionsBlockList);
        incomingConnectionsPorts = List.copyOf(incomingConnectionsPorts);
        proxyUrl = proxyUrl.map(url -> LOGIN.matcher(url).replaceFirst("$1***@"));
    }

    /**
     * A kind of extension.
     *
     * @param publisher such as {@code Microsoft.Azure.OpenSSH}
     * @param type such as {@code WindowsOpenSSH}
     */
    public record ExtensionType(String publisher, String type) {

        /**
         * Compares without regard to letter case.
         *
         * @param extension what somebody wants
         * @return whether it is of this kind
         */
        public boolean matches(ExtensionSpec extension) {
            return publisher.equalsIgnoreCase(extension.publisher()) && type.equalsIgnoreCase(extension.type());
        }

        /** {@return {@code publisher/type}, as the agent's own command writes it} */
        @Override
        public String toString() {
            return publisher + "/" + type;
        }
    }

    /**
     * Says why an extension may not be installed, in the agent's own terms.
     *
     * @param extension which
     * @return such as {@code extensions.enabled=false}; empty when nothing here forbids it
     */
    public Optional<String> blocks(ExtensionSpec extension) {
        if (extensionsEnabled.filter(enabled -> !enabled).isPresent()) {
            return Optional.of("extensions.enabled=false");
        }
        if (configMode
                .filter(mode -> mode.toLowerCase(Locale.ROOT).equals("monitor"))
                .isPresent()) {
            return Optional.of("config.mode=monitor");
        }
        if (extensionsBlockList.stream().anyMatch(kind -> kind.matches(extension))) {
            return Optional.of("extensions.blocklist=" + extensionsBlockList);
        }
        return extensionsAllowList.isEmpty() || extensionsAllowList.stream().anyMatch(kind -> kind.matches(extension))
                ? Optional.empty()
                : Optional.of("extensions.allowlist=" + extensionsAllowList);
    }
}
