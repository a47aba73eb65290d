package io.arcconnect.cli.options;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.cli.console.Surroundings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The way to Azure that the options name. */
final class AzureEntrance {

    private AzureEntrance() {}

    static ArcConnectBuilder builder(AzureOptions options, Surroundings around) {
        Cloud there = options.cloud(around);
        return there.on(ArcConnect.builder()).credential(credential(options, there, around));
    }

    /** The token file of the environment is for programs; a person who asks for a device code means that. */
    private static TokenCredential credential(AzureOptions options, Cloud there, Surroundings around) {
        if (options.tokenFile != null && options.deviceCode) {
            throw new IllegalArgumentException("--token-file and --device-code are two ways to sign in: say one");
        }
        Optional<Path> file = Optional.ofNullable(options.tokenFile)
                .or(() -> Optional.ofNullable(around.environment().get("ARCCONNECT_TOKEN_FILE"))
                        .filter(name -> !name.isBlank() && !options.deviceCode && options.tenant == null)
                        .map(Path::of));
        if (file.isPresent()) {
            return new TokenFile(file.get());
        }
        Configuration configuration = configuration(options, around);
        Supplier<Optional<HttpClient>> client = () -> there.client(configuration);
        Supplier<TokenCredential> made = options.deviceCode
                ? () -> Credentials.deviceCode(options.tenant(), there, client.get(), configuration, around.errText())
                : () -> Credentials.standard(options.tenant(), there, client.get(), configuration);
        return new SignIn(made);
    }

    /** What azure-identity reads of the environment. */
    static Configuration configuration(AzureOptions options, Surroundings around) {
        Map<String, String> variables = new HashMap<>(around.environment());
        options.tenant().ifPresent(id -> variables.put(Configuration.PROPERTY_AZURE_TENANT_ID, id));
        return new ConfigurationBuilder(any -> Map.of(), any -> Map.of(), any -> variables).build();
    }
}
