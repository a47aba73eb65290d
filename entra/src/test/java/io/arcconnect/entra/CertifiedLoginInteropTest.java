package io.arcconnect.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshCertificate;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.EntraEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path, through the relay to a real sshd that trusts the authority of the emulated Entra ID. */
class CertifiedLoginInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Secret SECRET = Secret.of("s3cret-Vq8");
    private static final String USER = System.getProperty("user.name");

    /** As Entra ID writes it; the login name is the same in lower case. */
    private static final String PRINCIPAL = USER.substring(0, 1).toUpperCase(Locale.ROOT) + USER.substring(1);

    @TempDir
    Path directory;

    private final EntraEmulator entra = EntraEmulator.start()
            .person(PRINCIPAL)
            .servicePrincipal("deployer", SECRET, PRINCIPAL)
            .servicePrincipal("stranger", SECRET, "stranger@contoso.com");
    private CertifiedSshd sshd;
    private ArcEmulator emulator;
    private ArcConnect arc;

    @BeforeEach
    void start() throws Exception {
        sshd = CertifiedSshd.start(directory, entra.certificateAuthorityLine(), PRINCIPAL);
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, sshd.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
    }

    @AfterEach
    void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            emulator.close();
            sshd.close();
        }
        entra.close();
    }

    @Test
    void use_whenAServicePrincipal_thenLoggedInAsItsFirstPrincipal() throws Exception {
        EntraCertificates certificates = source(EntraLogin.clientSecret(entra.tenantId(), "deployer", SECRET));

        ExecResult first = machine()
                .use(ssh(certificates), session -> session.exec("id -un"))
                .block(LIMIT);
        ExecResult second = machine()
                .use(ssh(certificates), session -> session.exec("id -un"))
                .block(LIMIT);

        assertThat(first.orThrow().stdout().strip()).isEqualTo(USER);
        assertThat(second.orThrow().stdout().strip()).isEqualTo(USER);
        assertThat(entra.requests()).hasSize(1);
        assertThat(sshd.log()).contains("Accepted certificate ID \"" + PRINCIPAL + "\"");
    }

    @Test
    void use_whenAPersonHasSignedIn_thenLoggedInAsThem() throws Exception {
        EntraCertificates certificates =
                source(EntraLogin.deviceCode(entra.tenantId(), prompt -> entra.approve(prompt.userCode())));

        ExecResult result = certificates
                .signIn()
                .then(machine().use(ssh(certificates), session -> session.exec("id -un")))
                .block(LIMIT);

        assertThat(result.orThrow().stdout().strip()).isEqualTo(USER);
    }

    @Test
    void use_whenThePersonHasNotSignedIn_thenSaidSo() throws Exception {
        EntraCertificates certificates = source(EntraLogin.browser(entra.tenantId()));
        Ssh ssh = ssh(certificates);

        EntraException error = catchThrowableOfType(
                EntraException.class,
                () -> machine().use(ssh, session -> session.exec("true")).block(LIMIT));

        assertThat(error.reason()).isEqualTo(EntraReason.SIGN_IN_REQUIRED);
        assertThat(error.machine()).contains(machine().id());
    }

    @Test
    void use_whenTheMachineDoesNotKnowThePrincipal_thenTheRolesAreNamed() throws Exception {
        Ssh ssh = ssh(source(EntraLogin.clientSecret(entra.tenantId(), "stranger", SECRET)));

        SshException error = catchThrowableOfType(
                SshException.class,
                () -> machine().use(ssh, session -> session.exec("true")).block(LIMIT));

        assertThat(error.reason()).isEqualTo(SshReason.AUTH_FAILED);
        assertThat(error)
                .hasMessageContaining("\"stranger@contoso.com\"")
                .hasMessageContaining("Virtual Machine User Login")
                .hasMessageContaining("AADSSHLogin");
    }

    /** A server that only calls itself so, as nothing else is looked at (protocol.md 6.6). */
    @Test
    void use_whenTheMachineRunsWindows_thenRefusedBeforeEntraIdIsAsked() throws Exception {
        Path own = Files.createDirectory(directory.resolve("windows"));
        EntraCertificates certificates = source(EntraLogin.clientSecret(entra.tenantId(), "deployer", SECRET));
        try (CertifiedSshd windows = CertifiedSshd.start(
                own, entra.certificateAuthorityLine(), PRINCIPAL, "VersionAddendum OpenSSH_for_Windows_9.5")) {
            emulator.machine("lin-01").target(22, windows.address());
            Ssh ssh = Ssh.certified(certificates).hostKeys(HostKeys.pinned(windows.fingerprint()));

            SshException error = catchThrowableOfType(
                    SshException.class,
                    () -> machine().use(ssh, session -> session.exec("true")).block(LIMIT));

            assertThat(error.reason()).isEqualTo(SshReason.CERTIFICATE_NOT_FOR_WINDOWS);
            assertThat(entra.requests()).isEmpty();
        }
    }

    @Test
    void certificate_whenOpenSshReadsIt_thenItSaysTheSame() throws Exception {
        SshCertificate certificate = source(EntraLogin.clientSecret(entra.tenantId(), "deployer", SECRET))
                .certificate(machine().id())
                .block(LIMIT);
        Path file = Files.writeString(directory.resolve("user-cert.pub"), certificate.line() + "\n");

        String printed = CertifiedSshd.run("ssh-keygen", "-L", "-f", file.toString());

        assertThat(printed)
                .contains("Type: ssh-rsa-cert-v01@openssh.com user certificate")
                .contains("Key ID: \"" + PRINCIPAL + "\"");
    }

    private ArcMachine machine() {
        return arc.machine(emulator.machine("lin-01").id());
    }

    private Ssh ssh(EntraCertificates certificates) throws Exception {
        return Ssh.certified(certificates)
                .hostKeys(HostKeys.pinned(sshd.fingerprint()))
                .loginTimeout(LIMIT);
    }

    private EntraCertificates source(EntraLogin login) {
        return EntraCertificates.builder(login)
                .authorityHost(entra.authorityHost())
                .httpClient(entra.httpClient())
                .timeout(LIMIT)
                .build();
    }
}
