package io.arcconnect.cli.options;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import io.arcconnect.fuzz.Scratch;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that describes a cloud, and the Azure CLI's own: refused with the file's name, or read. */
public final class CloudFileFuzz {

    private CloudFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        byte[] content = new Input(bytes).rest();
        try (Scratch scratch = Scratch.create()) {
            Path file = Files.write(scratch.resolve("cloud"), content);
            try {
                CloudFile cloud = CloudFile.read(file);
                Check.same(cloud.resourceManager().getScheme(), "https", "TLS");
                Check.that(cloud.resourceManager().getHost() != null, "a host");
            } catch (IllegalArgumentException refused) {
                Check.that(
                        String.valueOf(refused.getMessage()).contains("cloud file " + file),
                        "it names the file: " + refused.getMessage());
            }
            AzProfile.read(file).ifPresent(AzProfile::defaultSubscription);
        }
    }
}
