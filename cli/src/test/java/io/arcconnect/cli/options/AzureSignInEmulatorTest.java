package io.arcconnect.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.EntraEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The real azure-identity, against an Entra ID of this computer. */
@Timeout(90)
class AzureSignInEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final EntraEmulator ENTRA =
            EntraEmulator.start().approveEveryCode().servicePrincipal("app", Secret.of("hush-hush"), "App");
    private static final ArcEmulator ARC = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("lin-01"))
            .entra(ENTRA)
            .start();

    @TempDir
    private Path home;

    private TestSurroundings around;

    @AfterAll
    static void stop() {
        ARC.close();
        ENTRA.close();
    }

    @BeforeEach
    void describe() throws IOException, CertificateEncodingException {
        Files.writeString(home.resolve("ca.pem"), pem(ARC.authority()) + pem(ENTRA.authority()));
        Files.writeString(
                home.resolve("cloud.json"),
                "{\"resourceManager\":\"" + ARC.endpoint() + "\",\"authority\":\"https://localhost:" + ENTRA.port()
                        + "\",\"trust\":\"ca.pem\"}");
        around = new TestSurroundings(home)
                .set("ARCCONNECT_CLOUD", home.resolve("cloud.json").toString())
                // Nothing is looked for outside this computer.
                .set("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential");
    }

    @Test
    void environment_whenItHasAClientSecret_thenSignedIn() {
        signInWith(ENTRA.tenantId(), "hush-hush");

        assertThat(state().status()).isEqualTo("Connected");
    }

    @Test
    void environment_whenTheSecretIsWrong_thenOneLineWithTheRemedy() {
        signInWith(ENTRA.tenantId(), "wrong");

        assertThat(refusal())
                .startsWith("arm.unauthenticated lin-01: ")
                .contains("AADSTS7000215", "Check AZURE_CLIENT_SECRET")
                .doesNotContain("wrong", "\n");
    }

    @Test
    void environment_whenTheTenantIsWrong_thenOneLineWithTheRemedy() {
        signInWith("00000000-1111-2222-3333-444444444444", "hush-hush");

        assertThat(refusal())
                .contains("arm.unauthenticated", "AADSTS90002", "--tenant")
                .doesNotContain("\n");
    }

    @Test
    void tenant_whenNamed_thenItCountsMoreThanTheEnvironments() {
        signInWith("00000000-1111-2222-3333-444444444444", "hush-hush");

        assertThat(state("--tenant", ENTRA.tenantId()).status()).isEqualTo("Connected");
    }

    @Test
    void deviceCode_whenThePersonAgrees_thenSignedInAndTheCodeWasShown() {
        assertThat(state("--device-code").status()).isEqualTo("Connected");

        assertThat(around.err()).contains("microsoft.com/devicelogin", "CODE").hasLineCount(1);
        assertThat(around.out()).isEmpty();
    }

    @Test
    void environment_whenNobodyIsSignedIn_thenTheWaysToDoSoInOneLine() {
        assertThat(refusal())
                .startsWith("arm.unauthenticated lin-01: ")
                .contains("nobody is signed in here", "\"az login\"", "--device-code", "AZURE_CLIENT_SECRET")
                .doesNotContain("\n");
    }

    @Test
    void tokenFile_whenOnlyItsOwnerMayReadIt_thenSignedIn() throws IOException {
        Path file = token(
                "rw-------",
                ARC.credential()
                        .getToken(new com.azure.core.credential.TokenRequestContext())
                        .blockOptional(LIMIT)
                        .orElseThrow()
                        .getToken());

        assertThat(state("--token-file", file.toString()).status()).isEqualTo("Connected");
    }

    @Test
    void tokenFile_whenOthersMayReadIt_thenRefused() throws IOException {
        Path file = token("rw-r--r--", "secret-token");

        assertThat(refusal("--token-file", file.toString()))
                .contains("arm.unauthenticated", "others may read", "chmod 600")
                .doesNotContain("secret-token");
    }

    @Test
    void tokenFile_whenTheTokenHasExpired_thenUnauthenticated() throws IOException {
        Path file = token("rw-------", "long-expired");

        assertThat(refusal("--token-file", file.toString()))
                .contains("arm.unauthenticated")
                .doesNotContain("long-expired");
    }

    @Test
    void tokenFile_whenItIsNoText_thenThereIsNoTokenInIt() throws IOException {
        Path file = Files.write(token("rw-------", ""), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(refusal("--token-file", file.toString())).contains("there is no access token in the token file");
    }

    @Test
    void tokenFile_whenThereIsNone_thenItIsNamed() {
        assertThat(refusal("--token-file", home.resolve("none").toString()))
                .contains("arm.unauthenticated", "there is no token file", "none");
    }

    @Test
    void tokenFile_whenADeviceCodeIsWantedToo_thenItIsABadArgument() {
        ParameterException refused =
                catchThrowableOfType(ParameterException.class, () -> state("--token-file", "any", "--device-code"));

        assertThat(refused).hasMessageContaining("--token-file and --device-code are two ways to sign in");
    }

    private void signInWith(String tenant, String secret) {
        around.set("AZURE_TENANT_ID", tenant).set("AZURE_CLIENT_ID", "app").set("AZURE_CLIENT_SECRET", secret);
    }

    private String refusal(String... arguments) {
        return catchThrowableOfType(ArcConnectException.class, () -> state(arguments))
                .getMessage();
    }

    private MachineState state(String... arguments) {
        Options options = new Options();
        new CommandLine(options).parseArgs(arguments);
        ArcConnect arc = Azure.in(around.build()).builder(options.azure).build();
        try {
            return arc.machine(ARC.machine("lin-01").id())
                    .state()
                    .blockOptional(LIMIT)
                    .orElseThrow();
        } finally {
            arc.close().block(LIMIT);
        }
    }

    private Path token(String permissions, String text) throws IOException {
        Path file = Files.writeString(home.resolve("token"), text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    @Command
    private static final class Options {

        @Mixin
        private final AzureOptions azure = new AzureOptions();
    }
}
