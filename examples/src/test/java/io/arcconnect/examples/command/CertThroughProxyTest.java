package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.demo.OpenSshServer;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.EntraEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service principal signs in to Entra ID, twice: for Azure, as the proxy does, and for a certificate, with which ssh logs in. */
@Tag("interop")
@Timeout(240)
class CertThroughProxyTest {

    @TempDir
    private Path folder;

    @Test
    void ssh_whenEntraHasCertifiedTheKey_thenAServerThatTrustsItsAuthorityLetsItIn() throws Exception {
        String user = System.getProperty("user.name");
        try (EntraEmulator entra = EntraEmulator.start().servicePrincipal("app", Secret.of("hush-hush"), user)) {
            Path authority =
                    Files.writeString(folder.resolve("authority.pub"), entra.certificateAuthorityLine() + "\n");
            Optional<OpenSshServer> sshd = OpenSshServer.start(
                    Files.createDirectory(folder.resolve("sshd")), "TrustedUserCAKeys " + authority);
            Assumptions.assumeTrue(sshd.isPresent(), "skipped: OpenSSH's sshd is not installed");
            try (OpenSshServer server = sshd.get();
                    ArcEmulator arc = ArcEmulator.builder()
                            .machine(EmulatedMachine.linux("web-01")
                                    .target(22, server.address())
                                    .enabled())
                            .entra(entra)
                            .start()) {
                EmulatedCloud cloud = signedIn(arc, entra);
                Path config = folder.resolve("config");
                String[] files = {"-i", folder + "/id", "-c", folder + "/id-cert.pub", "--local-user", user};

                ArcConnectProcess.Ended cert = ArcConnectProcess.run(cloud, "cert", "--file", folder + "/id");
                ArcConnectProcess.Ended written = ArcConnectProcess.run(
                        cloud,
                        "ssh-config",
                        "--resource-id",
                        arc.machine("web-01").id().resourceId(),
                        "--accept-new",
                        "--known-hosts",
                        folder + "/known_hosts",
                        files[0],
                        files[1],
                        files[2],
                        files[3],
                        files[4],
                        files[5],
                        "--file",
                        config.toString());
                ArcConnectProcess.Ended ssh = Program.of(folder, "ssh", "-F", config.toString(), "web-01", "echo in")
                        .with(cloud.environment())
                        .run();

                assertThat(cert.status()).as(cert.toString()).isZero();
                assertThat(cert.out()).contains("user         " + user, "valid until  ");
                assertThat(written.status()).as(written.toString()).isZero();
                assertThat(ssh.status()).as(ssh.toString()).isZero();
                assertThat(ssh.out()).isEqualTo("in\n");
                assertThat(folder.resolve("known_hosts"))
                        .content()
                        .startsWith(arc.machine("web-01").id().key());
            }
        }
    }

    /** Instead of a token, what azure-identity finds in the environment. */
    private EmulatedCloud signedIn(ArcEmulator arc, EntraEmulator entra) throws Exception {
        EmulatedCloud.of(arc, folder);
        String trusted = Files.readString(folder.resolve("ca.pem"));
        Files.writeString(folder.resolve("ca.pem"), trusted + EmulatedCloud.pem(entra.authority()));
        Path cloud = Files.writeString(
                folder.resolve("cloud.json"),
                "{\"resourceManager\": \"" + arc.endpoint() + "\", \"authority\": \"https://localhost:" + entra.port()
                        + "\", \"trust\": \"ca.pem\"}\n");
        Map<String, String> environment = new HashMap<>();
        environment.put("ARCCONNECT_CLOUD", cloud.toString());
        environment.put("AZURE_TENANT_ID", entra.tenantId());
        environment.put("AZURE_CLIENT_ID", "app");
        environment.put("AZURE_CLIENT_SECRET", "hush-hush");
        environment.put("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential");
        return new EmulatedCloud(environment);
    }
}
