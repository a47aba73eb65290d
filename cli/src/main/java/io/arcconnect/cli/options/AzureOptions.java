package io.arcconnect.cli.options;

import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.cli.console.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
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

    /** Elsewhere, so that asking for help loads nothing of Azure. */
    ArcConnectBuilder builder(Surroundings around) {
        return BadArgument.in(command, () -> AzureEntrance.builder(this, around));
    }
}
