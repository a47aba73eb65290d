package io.arcconnect.cli.options;

import io.arcconnect.ArcMachine;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.entra.EntraCertificates;
import io.arcconnect.entra.EntraCertificatesBuilder;
import io.arcconnect.entra.EntraLogin;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Who asks Entra ID for SSH certificates: the service principal of the environment as every Azure SDK knows it, or else the
 * person at the terminal, by a code for any browser. A sign-in of {@code az login} cannot be used for certificates.
 */
public final class EntraSignIn {

    private final AzureOptions azure;
    private final Surroundings around;

    /**
     * Prepares.
     *
     * @param azure which cloud and which tenant
     * @param around the process
     */
    public EntraSignIn(AzureOptions azure, Surroundings around) {
        this.azure = azure;
        this.around = around;
    }

    /** {@return where certificates come from; a person has to sign in to it first} */
    public EntraCertificates certificates() {
        EntraCertificatesBuilder builder = EntraCertificates.builder(login());
        Cloud cloud = azure.cloud(around);
        cloud.known().ifPresent(builder::cloud);
        cloud.authority().ifPresent(builder::authorityHost);
        cloud.file().flatMap(CloudFile::certificateScope).ifPresent(builder::certificateScope);
        cloud.client(AzureEntrance.configuration(azure, around)).ifPresent(builder::httpClient);
        return builder.build();
    }

    /** Signs in, for a machine that takes such certificates. */
    Mono<EntraCertificates> on(ArcMachine machine) {
        return machine.state().flatMap(state -> {
            if (state.isWindows()) {
                return Mono.error(windows(machine));
            }
            EntraCertificates certificates = certificates();
            return certificates.signIn().thenReturn(certificates);
        });
    }

    /** Said before anybody is asked to sign in, as the Azure CLI does. */
    private static SshException windows(ArcMachine machine) {
        return new SshException(Failure.of(
                        SshReason.CERTIFICATE_NOT_FOR_WINDOWS,
                        Stage.SESSION,
                        "nobody was named to log in as, and a login with Entra ID is for Linux machines only")
                .on(machine.id()));
    }

    private EntraLogin login() {
        Map<String, String> environment = around.environment();
        String tenant = azure.tenant().orElse(environment.getOrDefault("AZURE_TENANT_ID", ""));
        String client = environment.getOrDefault("AZURE_CLIENT_ID", "");
        String secret = environment.getOrDefault("AZURE_CLIENT_SECRET", "");
        if (!tenant.isBlank() && !client.isBlank() && !secret.isBlank()) {
            return EntraLogin.clientSecret(tenant, client, Secret.of(secret));
        }
        return EntraLogin.deviceCode(
                tenant.isBlank() ? "organizations" : tenant,
                prompt -> around.err().println(prompt.message()));
    }
}
