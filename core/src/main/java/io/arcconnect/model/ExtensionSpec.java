package io.arcconnect.model;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The extension that a machine should have. Publisher and type are compared with what is there; the version only when
 * the caller set one, because the platform upgrades extensions by itself and those upgrades must not be undone.
 *
 * @param name resource name of the extension, such as {@code WindowsOpenSSH}
 * @param publisher such as {@code Microsoft.Azure.OpenSSH}
 * @param type such as {@code WindowsOpenSSH}
 * @param typeHandlerVersion the wanted version; empty means the latest
 * @param autoUpgradeMinorVersion take a newer minor version while deploying
 * @param enableAutomaticUpgrade let the platform upgrade later
 * @param settings public settings: strings, numbers, booleans, maps and lists
 */
public record ExtensionSpec(
        String name,
        String publisher,
        String type,
        Optional<String> typeHandlerVersion,
        boolean autoUpgradeMinorVersion,
        boolean enableAutomaticUpgrade,
        Map<String, Object> settings) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._\\-]{1,64}");
    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+){0,3}");

    /**
     * Checks the names and copies the settings.
     *
     * @throws IllegalArgumentException when a name or the version is malformed
     */
    public ExtensionSpec {
        require(NAME, name, "extension name");
        require(NAME, publisher, "publisher");
        require(NAME, type, "extension type");
        typeHandlerVersion.ifPresent(version -> require(VERSION, version, "type handler version"));
        settings = Map.copyOf(settings);
    }

    /**
     * The extension that installs and enables OpenSSH on Windows, latest version (protocol.md 1.2).
     *
     * @return its spec, with automatic upgrade on as in Microsoft's article
     */
    public static ExtensionSpec openSshForWindows() {
        return of("WindowsOpenSSH", "Microsoft.Azure.OpenSSH", "WindowsOpenSSH");
    }

    /**
     * The extension that lets people log in to a Linux machine with Entra ID, latest version (protocol.md 1.2). It needs the
     * machine's system-assigned identity.
     *
     * @return its spec, with automatic upgrade on
     */
    public static ExtensionSpec entraLoginForLinux() {
        return of("AADSSHLogin", "Microsoft.Azure.ActiveDirectory", "AADSSHLoginForLinux");
    }

    /**
     * Any extension, latest version, automatic upgrade on, no settings.
     *
     * @param name resource name on the machine
     * @param publisher its publisher
     * @param type its type
     * @return the spec
     */
    public static ExtensionSpec of(String name, String publisher, String type) {
        return new ExtensionSpec(name, publisher, type, Optional.empty(), false, true, Map.of());
    }

    /**
     * Asks for a version. A newer one that is already there is kept: this library never downgrades.
     *
     * @param version one to four numbers with dots, such as {@code 3.0.1.0}
     * @return a new spec
     */
    public ExtensionSpec withVersion(String version) {
        return new ExtensionSpec(
                name, publisher, type, Optional.of(version), autoUpgradeMinorVersion, enableAutomaticUpgrade, settings);
    }

    /**
     * Sets both upgrade switches.
     *
     * @param minorAtDeployment take a newer minor version while deploying
     * @param automatic let the platform upgrade later
     * @return a new spec
     */
    public ExtensionSpec withUpgrades(boolean minorAtDeployment, boolean automatic) {
        return new ExtensionSpec(name, publisher, type, typeHandlerVersion, minorAtDeployment, automatic, settings);
    }

    /**
     * Sets the public settings.
     *
     * @param newSettings strings, numbers, booleans, maps and lists
     * @return a new spec
     */
    public ExtensionSpec withSettings(Map<String, Object> newSettings) {
        return new ExtensionSpec(
                name,
                publisher,
                type,
                typeHandlerVersion,
                autoUpgradeMinorVersion,
                enableAutomaticUpgrade,
                newSettings);
    }

    private static void require(Pattern pattern, String value, String what) {
        if (!pattern.matcher(Objects.requireNonNull(value, what)).matches()) {
            throw new IllegalArgumentException(
                    "not a valid " + what + ": \"" + value.replaceAll("\\p{Cntrl}", "?") + '"');
        }
    }
}
