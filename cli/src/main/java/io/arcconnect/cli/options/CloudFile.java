package io.arcconnect.cli.options;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import io.arcconnect.ArcConnectBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A cloud that has no name of its own here: {@code {"resourceManager": "https://…", "authority": "https://…", "trust":
 * "ca.pem"}}.
 *
 * @param resourceManager where Azure Resource Manager is
 * @param scope of its tokens; empty means its own, {@code https://host/.default}
 * @param authority where Entra ID is; empty means that of public Azure
 * @param certificateScope of SSH certificates there; empty means that of public Azure
 * @param trust certificates of authorities to trust beside those of the JVM, as PEM; relative to the file
 */
public record CloudFile(
        URI resourceManager,
        Optional<String> scope,
        Optional<URI> authority,
        Optional<String> certificateScope,
        Optional<Path> trust) {

    private static final Set<String> MEMBERS =
            Set.of("resourceManager", "scope", "authority", "certificateScope", "trust");

    static CloudFile read(Path file) {
        Map<String, String> members = members(file);
        Set<String> unknown = new TreeSet<>(members.keySet());
        unknown.removeAll(MEMBERS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "cloud file " + file + ": unknown " + unknown + "; there are " + new TreeSet<>(MEMBERS));
        }
        Optional<Path> trust = text(members, "trust").map(trusted -> beside(file, trusted));
        trust.filter(path -> !Files.isReadable(path)).ifPresent(missing -> {
            throw new IllegalArgumentException("cloud file " + file + ": cannot read " + missing);
        });
        return new CloudFile(
                text(members, "resourceManager")
                        .map(address -> https(file, "resourceManager", address))
                        .orElseThrow(() ->
                                new IllegalArgumentException("cloud file " + file + ": no resourceManager in it")),
                text(members, "scope"),
                text(members, "authority").map(address -> https(file, "authority", address)),
                text(members, "certificateScope"),
                trust);
    }

    private static Map<String, String> members(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "--cloud is public, usgov, china or a cloud file; there is no such file: " + file);
        }
        try (JsonReader reader = JsonProviders.createReader(Files.readString(file))) {
            return Optional.ofNullable(reader.readMap(JsonReader::getString)).orElse(Map.of());
        } catch (IOException | IllegalStateException malformed) {
            throw new IllegalArgumentException(
                    "cloud file " + file + ": not a JSON object of texts: " + malformed.getMessage(), malformed);
        }
    }

    private static Optional<String> text(Map<String, String> members, String name) {
        return Optional.ofNullable(members.get(name));
    }

    private static Path beside(Path file, String trusted) {
        try {
            return file.toAbsolutePath().resolveSibling(trusted);
        } catch (InvalidPathException impossible) {
            throw new IllegalArgumentException("cloud file " + file + ": trust is no path", impossible);
        }
    }

    private static URI https(Path file, String member, String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("cloud file " + file + ": " + member + " is no address", malformed);
        }
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "cloud file " + file + ": " + member + " must be https with a host, got " + address);
        }
        return uri;
    }

    void on(ArcConnectBuilder builder) {
        scope.ifPresentOrElse(
                other -> builder.endpoint(resourceManager, other), () -> builder.endpoint(resourceManager));
        trust.ifPresent(builder::trust);
    }
}
