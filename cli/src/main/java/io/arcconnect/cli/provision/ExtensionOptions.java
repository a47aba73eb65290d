package io.arcconnect.cli.provision;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import io.arcconnect.model.ExtensionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words of {@code az connectedmachine extension create}. With them, {@code --name} is the extension's name. */
public final class ExtensionOptions {

    @Option(
            names = "--machine-name",
            paramLabel = "NAME",
            description = "name of the machine, where --name is the extension's")
    @Nullable
    String machineName;

    @Option(names = "--type", paramLabel = "TYPE", description = "type of the extension, such as WindowsOpenSSH")
    @Nullable
    String type;

    @Option(
            names = "--publisher",
            paramLabel = "PUBLISHER",
            description = "publisher of the extension, such as Microsoft.Azure.OpenSSH")
    @Nullable
    String publisher;

    @Option(
            names = "--type-handler-version",
            paramLabel = "VERSION",
            description = "version of the extension; a newer one that is there is kept (default: the latest)")
    @Nullable
    String version;

    @Option(
            names = "--settings",
            paramLabel = "JSON|FILE",
            description = "public settings of the extension, as a JSON object or a file with one")
    @Nullable
    String settings;

    @Option(
            names = {"--location", "-l"},
            paramLabel = "REGION",
            description = "region of the machine, which is then checked; an extension is always put there")
    @Nullable
    String location;

    /** Made by picocli. */
    public ExtensionOptions() {}

    /** {@return whether one extension is wanted, and not a plan} */
    public boolean isGiven() {
        return machineName != null
                || type != null
                || publisher != null
                || version != null
                || settings != null
                || location != null;
    }

    /** {@return the machine's name, where it is named by these options} */
    public @Nullable String machineName() {
        return machineName;
    }

    /** {@return where the machine is said to be} */
    public Optional<String> location() {
        return Optional.ofNullable(location);
    }

    /**
     * Says which extension.
     *
     * @param name of it; its type when none is given
     * @return the extension
     * @throws IllegalArgumentException when something is missing or malformed
     */
    public ExtensionSpec extension(Optional<String> name) {
        String wantedType = type;
        String from = publisher;
        if (wantedType == null || from == null) {
            throw new IllegalArgumentException("an extension needs --publisher and --type");
        }
        ExtensionSpec spec = ExtensionSpec.of(name.orElse(wantedType), from, wantedType);
        spec = version == null ? spec : spec.withVersion(version);
        return settings == null ? spec : spec.withSettings(object(settings));
    }

    private static Map<String, Object> object(String text) {
        try {
            String json = text.strip().startsWith("{")
                    ? text
                    : Files.readString(Path.of(text.startsWith("@") ? text.substring(1) : text));
            try (JsonReader reader = JsonProviders.createReader(json)) {
                if (!(reader.readUntyped() instanceof Map<?, ?> members)) {
                    throw new IllegalArgumentException("--settings must be a JSON object");
                }
                Map<String, Object> object = new LinkedHashMap<>();
                members.forEach((name, value) -> object.put(String.valueOf(name), value));
                return object;
            }
        } catch (IOException | IllegalStateException unreadable) {
            throw new IllegalArgumentException(
                    "--settings is neither a JSON object nor a file with one: " + unreadable.getMessage(), unreadable);
        }
    }
}
