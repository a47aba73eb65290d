package io.arcconnect.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine's operating system, as the service spells it.
 *
 * @param type {@code windows} or {@code linux}, empty when unknown
 * @param name such as {@code Windows Server 2022 Standard}, empty when unknown
 * @param version such as {@code 10.0.20348.2322}
 * @param sku such as {@code Windows Server 2025 Datacenter}
 */
public record OperatingSystem(String type, String name, Optional<String> version, Optional<String> sku) {

    private static final Pattern SERVER = Pattern.compile("server (?<year>\\d{4})");

    /** Nothing is known. */
    public static final OperatingSystem UNKNOWN = new OperatingSystem("", "", Optional.empty(), Optional.empty());

    /** {@return whether it is a Windows; by type, and by name where the type is missing} */
    public boolean isWindows() {
        return (type.isEmpty() ? name : type).toLowerCase(Locale.ROOT).contains("windows");
    }

    /** {@return whether it comes with an SSH server: Windows Server 2025 and later do (protocol.md 1.2)} */
    public boolean isWindowsWithOpenSsh() {
        Matcher server = SERVER.matcher((name + " " + sku.orElse("")).toLowerCase(Locale.ROOT));
        return isWindows() && server.find() && Integer.parseInt(server.group("year")) >= 2025;
    }
}
