package io.arcconnect.cli.options;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.util.Configuration;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.DeviceCodeCredentialBuilder;
import java.io.PrintWriter;
import java.util.Optional;

/** What azure-identity is told. Instances are discovered in Microsoft's clouds only: no other is known there. */
final class Credentials {

    private Credentials() {}

    /** Whoever is signed in on this computer, as with any Azure SDK. */
    static TokenCredential standard(
            Optional<String> tenant, Cloud cloud, Optional<HttpClient> client, Configuration configuration) {
        DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder().configuration(configuration);
        tenant.ifPresent(builder::tenantId);
        cloud.authority().ifPresent(authority -> builder.authorityHost(authority.toString()));
        client.ifPresent(builder::httpClient);
        if (cloud.file().isPresent()) {
            builder.disableInstanceDiscovery();
        }
        return builder.build();
    }

    /** A person with a browser anywhere. */
    static TokenCredential deviceCode(
            Optional<String> tenant,
            Cloud cloud,
            Optional<HttpClient> client,
            Configuration configuration,
            PrintWriter prompt) {
        DeviceCodeCredentialBuilder builder = new DeviceCodeCredentialBuilder()
                .configuration(configuration)
                .challengeConsumer(
                        code -> prompt.println(code.getMessage().strip().replaceAll("\\p{Cntrl}", "?")));
        tenant.or(() -> Optional.ofNullable(configuration.get(Configuration.PROPERTY_AZURE_TENANT_ID)))
                .ifPresent(builder::tenantId);
        cloud.authority().ifPresent(authority -> builder.authorityHost(authority.toString()));
        client.ifPresent(builder::httpClient);
        if (cloud.file().isPresent()) {
            builder.disableInstanceDiscovery();
        }
        return builder.build();
    }
}
