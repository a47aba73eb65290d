package io.arcconnect.cli.options;

import com.azure.core.http.HttpClient;
import com.azure.core.models.AzureCloud;
import com.azure.core.util.Configuration;
import com.azure.identity.AzureAuthorityHosts;
import io.arcconnect.ArcConnectBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where Azure Resource Manager and Entra ID are, and whom to trust there.
 *
 * @param known one of Microsoft's clouds
 * @param file any other
 */
public record Cloud(Optional<AzureCloud> known, Optional<CloudFile> file) {

    /**
     * Finds a cloud.
     *
     * @param name {@code public}, {@code usgov}, {@code china}, the Azure CLI's name of one of them, or a cloud file
     * @return the cloud
     * @throws IllegalArgumentException when the file is not there or is not one
     */
    public static Cloud named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "public", "azurecloud" -> of(AzureCloud.AZURE_PUBLIC_CLOUD);
            case "usgov", "azureusgovernment" -> of(AzureCloud.AZURE_US_GOVERNMENT_CLOUD);
            case "china", "azurechinacloud" -> of(AzureCloud.AZURE_CHINA_CLOUD);
            default -> new Cloud(Optional.empty(), Optional.of(CloudFile.read(Path.of(name))));
        };
    }

    private static Cloud of(AzureCloud known) {
        return new Cloud(Optional.of(known), Optional.empty());
    }

    ArcConnectBuilder on(ArcConnectBuilder builder) {
        known.ifPresent(builder::cloud);
        file.ifPresent(other -> other.on(builder));
        return builder;
    }

    /** {@return where Entra ID is, unless where azure-identity looks by itself} */
    public Optional<URI> authority() {
        return known.isPresent()
                ? known.flatMap(Cloud::authorityOf).map(URI::create)
                : file.flatMap(CloudFile::authority);
    }

    private static Optional<String> authorityOf(AzureCloud known) {
        if (known.equals(AzureCloud.AZURE_US_GOVERNMENT_CLOUD)) {
            return Optional.of(AzureAuthorityHosts.AZURE_GOVERNMENT);
        }
        return known.equals(AzureCloud.AZURE_CHINA_CLOUD)
                ? Optional.of(AzureAuthorityHosts.AZURE_CHINA)
                : Optional.empty();
    }

    /**
     * Makes a client that trusts this cloud's authorities, for whoever signs in.
     *
     * @param configuration where a proxy is looked for
     * @return the client; empty where any client will do
     */
    public Optional<HttpClient> client(Configuration configuration) {
        return file.flatMap(other ->
                other.authority().map(authority -> AuthorityClient.of(authority, other.trust(), configuration)));
    }
}
