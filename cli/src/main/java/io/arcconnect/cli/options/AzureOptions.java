package io.arcconnect.cli.options;

import com.azure.core.credential.TokenCredential;
import com.azure.core.models.AzureCloud;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cloud, and who is asking. */
public final class AzureOptions {

    @Option(
            names = "--cloud",
            paramLabel = "CLOUD",
            defaultValue = "${env:ARCCONNECT_CLOUD:-public}",
            description = "public, usgov, china, or a cloud file (default: ARCCONNECT_CLOUD, or else public)")
    String cloud = "public";

    @Option(names = "--tenant", paramLabel = "ID", description = "tenant to sign in to")
    @Nullable
    String tenant;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:ARCCONNECT_TOKEN_FILE}",
            description = "sign in with the access token in this file (default: ARCCONNECT_TOKEN_FILE)")
    @Nullable
    Path tokenFile;

    /** Made by picocli. */
    public AzureOptions() {}

    ArcConnectBuilder builder() {
        ArcConnectBuilder builder = ArcConnect.builder().credential(credential());
        return switch (cloud) {
            case "public" -> builder;
            case "usgov" -> builder.cloud(AzureCloud.AZURE_US_GOVERNMENT_CLOUD);
            case "china" -> builder.cloud(AzureCloud.AZURE_CHINA_CLOUD);
            default -> CloudFile.read(Path.of(cloud)).on(builder);
        };
    }

    private TokenCredential credential() {
        if (tokenFile != null) {
            return new TokenFile(tokenFile);
        }
        DefaultAzureCredentialBuilder person = new DefaultAzureCredentialBuilder();
        return tenant == null ? person.build() : person.tenantId(tenant).build();
    }
}
