package io.arcconnect.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.cli.openssh.CertificateFiles;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.SshCertificate;
import io.arcconnect.testkit.EntraEmulator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(90)
class CertCommandTest {

    private static final String RESOURCE_ID =
            "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/servers"
                    + "/providers/Microsoft.HybridCompute/machines/web-01";

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final EntraEmulator entra =
            EntraEmulator.start().servicePrincipal("app", Secret.of("hush-hush"), "Ops@Contoso.com");
    private TestSurroundings around;

    @BeforeEach
    void describe() throws Exception {
        String body = Base64.getMimeEncoder().encodeToString(entra.authority().getEncoded());
        Files.writeString(
                home.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        Path cloud = Files.writeString(
                home.resolve("cloud.json"),
                "{\"resourceManager\":\"https://localhost:1\",\"authority\":\"https://localhost:" + entra.port()
                        + "\",\"trust\":\"ca.pem\"}");
        around = new TestSurroundings(home)
                .set("ARCCONNECT_CLOUD", cloud.toString())
                .set("ARCCONNECT_LAUNCHER", "/opt/arcconnect")
                .set("AZURE_TENANT_ID", entra.tenantId())
                .set("AZURE_CLIENT_ID", "app")
                .set("AZURE_CLIENT_SECRET", "hush-hush");
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    @Test
    void cert_whenThereIsNone_thenItIsWrittenForItsOwnerAndItsValidityIsSaid() throws Exception {
        int status = run();

        assertThat(status).as(err.toString()).isZero();
        CertificateFiles files = CertificateFiles.usual(home);
        SshCertificate certificate = files.read().orElseThrow();
        assertThat(out.toString())
                .contains(
                        "user         ops@contoso.com",
                        "certificate  " + home.resolve(".arcconnect/id_entra-cert.pub"),
                        "valid until  " + certificate.validBefore());
        assertThat(mode(files.key())).isEqualTo("rw-------");
        assertThat(mode(files.certificate())).isEqualTo("rw-------");
        assertThat(mode(files.key().getParent())).isEqualTo("rwx------");
    }

    @Test
    void cert_whenOneIsValid_thenItIsKeptUnlessAnotherIsWanted() throws Exception {
        run();
        String first = Files.readString(CertificateFiles.usual(home).certificate());

        run();
        String second = Files.readString(CertificateFiles.usual(home).certificate());
        run("--renew");
        String third = Files.readString(CertificateFiles.usual(home).certificate());

        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
    }

    @Test
    void cert_whenTheOneThatIsThereHasEnded_thenThereIsAnother() throws Exception {
        entra.clock(java.time.Clock.offset(java.time.Clock.systemUTC(), Duration.ofHours(-2)));
        run();
        String first = Files.readString(CertificateFiles.usual(home).certificate());
        entra.clock(java.time.Clock.systemUTC());

        run();

        assertThat(Files.readString(CertificateFiles.usual(home).certificate())).isNotEqualTo(first);
    }

    @Test
    void cert_whenEntraRefuses_thenNothingIsWritten() {
        around.set("AZURE_CLIENT_SECRET", "wrong");

        int status = run();

        assertThat(status).isNotZero();
        assertThat(home.resolve(".arcconnect")).doesNotExist();
    }

    @Test
    void sshConfig_whenThereIsACertificate_thenItsUserLogsInWithIt() {
        run();

        int status = execute(
                new SshConfigCommand(around.build(), options -> {
                    throw new AssertionError("Azure is asked");
                }),
                "--resource-id",
                RESOURCE_ID);

        Path key = home.resolve(".arcconnect/id_entra");
        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "    User \"ops@contoso.com\"",
                        "    IdentityFile \"" + key + "\"",
                        "    CertificateFile \"" + key + "-cert.pub\"",
                        " --cloud " + home.resolve("cloud.json"));
    }

    private int run(String... args) {
        return execute(new CertCommand(around.build()), args);
    }

    private int execute(Object command, String... args) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
