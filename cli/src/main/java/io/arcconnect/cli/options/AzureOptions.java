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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which cloud, and who is asking. */
public final class AzureOptions {

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    @Option(
            names = "--cloud",
            paramLabel = "CLOUD",
            description = "public, usgov, china, or a cloud file (default: ARCCONNECT_CLOUD, or else public)")
    @Nullable
    String cloud;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "tenant to sign in to (default: AZURE_TENANT_ID, or else that of whoever is signed in)")
    @Nullable
    String tenant;

    @Option(
            names = "--device-code",
            description = "sign in in a browser, on any device, with a code that is shown; asked for by each command")
    boolean deviceCode;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "sign in with the access token in this file, which nobody else may read (default:"
                    + " ARCCONNECT_TOKEN_FILE)")
    @Nullable
    Path tokenFile;

    @Option(names = LogLevel.VERBOSE, description = "say on standard error what is done and tried")
    boolean verbose;

    /** Made by picocli. */
    public AzureOptions() {}

    /**
     * Says where Azure is.
     *
     * @param around the process, whose environment may name it
     * @return what {@code --cloud} or {@code ARCCONNECT_CLOUD} names, or public Azure
     */
    public Cloud cloud(Surroundings around) {
        return BadArgument.in(
                command,
                () -> Cloud.named(Optional.ofNullable(cloud)
                        .or(() -> Optional.ofNullable(around.environment().get("ARCCONNECT_CLOUD")))
                        .filter(name -> !name.isBlank())
                        .orElse("public")));
    }

    /** {@return the tenant that was named on the command line} */
    public Optional<String> tenant() {
        return Optional.ofNullable(tenant);
    }

    /** {@return whether to sign in with a device code} */
    public boolean wantsDeviceCode() {
        return deviceCode;
    }

    ArcConnectBuilder builder(Surroundings around) {
        Cloud there = cloud(around);
        return there.on(ArcConnect.builder()).credential(credential(there, around));
    }

    /** The token file of the environment is for programs; a person who asks for a device code means that. */
    private TokenCredential credential(Cloud there, Surroundings around) {
        Optional<Path> file = Optional.ofNullable(tokenFile)
                .or(() -> Optional.ofNullable(around.environment().get("ARCCONNECT_TOKEN_FILE"))
                        .filter(name -> !name.isBlank() && !deviceCode && tenant == null)
                        .map(Path::of));
        if (file.isPresent()) {
            return new TokenFile(file.get());
        }
        Configuration configuration = configuration(around);
        Supplier<Optional<HttpClient>> client = () -> there.client(configuration);
        Supplier<TokenCredential> made = deviceCode
                ? () -> Credentials.deviceCode(tenant(), there, client.get(), configuration, around.errText())
                : () -> Credentials.standard(tenant(), there, client.get(), configuration);
        return new SignIn(made);
    }

    /** What azure-identity reads of the environment. */
    Configuration configuration(Surroundings around) {
        Map<String, String> variables = new HashMap<>(around.environment());
        tenant().ifPresent(id -> variables.put(Configuration.PROPERTY_AZURE_TENANT_ID, id));
        return new ConfigurationBuilder(any -> Map.of(), any -> Map.of(), any -> variables).build();
    }
}
