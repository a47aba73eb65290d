package io.arcconnect.cli.options;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import io.arcconnect.ArcConnectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A cloud that has no name of its own here: {@code {"resourceManager": "https://…", "trust": "ca.pem"}}.
 *
 * @param resourceManager where Azure Resource Manager is
 * @param trust certificates of authorities to trust beside those of the JVM, as PEM; relative to the file
 */
record CloudFile(URI resourceManager, Optional<Path> trust) {

    static CloudFile read(Path file) {
        try (JsonReader reader = JsonProviders.createReader(Files.readString(file))) {
            Map<String, String> fields =
                    Optional.ofNullable(reader.readMap(JsonReader::getString)).orElse(Map.of());
            return new CloudFile(
                    URI.create(Optional.ofNullable(fields.get("resourceManager"))
                            .orElseThrow(() -> new IllegalArgumentException(file + " names no resourceManager"))),
                    Optional.ofNullable(fields.get("trust")).map(file.toAbsolutePath()::resolveSibling));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "--cloud is public, usgov, china or a cloud file; cannot read " + file, unreadable);
        }
    }

    ArcConnectBuilder on(ArcConnectBuilder builder) {
        ArcConnectBuilder there = builder.endpoint(resourceManager);
        return trust.map(there::trust).orElse(there);
    }
}
