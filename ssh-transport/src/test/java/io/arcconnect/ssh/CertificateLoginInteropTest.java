package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.internal.keys.KeyFiles;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Certificates by an authority that OpenSSH's server trusts, and that nobody's authorized_keys knows. */
class CertificateLoginInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String USER = OpenSshServer.user();

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static OpenSshServer windows;
    private static ArcEmulator emulator;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        OpenSshServer.assumeInstalled();
        SshKeygen.key(directory.resolve("ca"), "ed25519", "");
        // The login name is the principal in lower case; the account's principals are in a file, as aadsshlogin has it.
        Files.writeString(directory.resolve("principals"), USER.toUpperCase(Locale.ROOT) + "\n" + USER + "\n");
        server = OpenSshServer.start(
                Files.createDirectory(directory.resolve("linux")),
                "TrustedUserCAKeys " + directory.resolve("ca.pub"),
                "AuthorizedPrincipalsFile " + directory.resolve("principals"));
        windows = OpenSshServer.start(
                Files.createDirectory(directory.resolve("windows")), "VersionAddendum OpenSSH_for_Windows_9.5");
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .machine(EmulatedMachine.windows("win-01")
                        .target(22, windows.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            emulator.close();
            server.close();
            windows.close();
        }
    }

    private static ArcMachine machine(String name) {
        return arc.machine(emulator.machine(name).id());
    }

    private static Path certified(String name, String type, String... options) throws Exception {
        Path key = SshKeygen.key(directory.resolve(name), type, "");
        SshKeygen.certify(directory.resolve("ca"), key, "id of " + name, options);
        return key;
    }

    private static Path certificateOf(Path key) {
        return Path.of(key + "-cert.pub");
    }

    private static SshCertificate read(Path key) throws Exception {
        KeyFiles files = new KeyFiles(machine("lin-01").id());
        return SshCertificate.of(
                files.open(files.text(key), "key", Optional.empty()), Files.readString(certificateOf(key)));
    }

    private static Ssh believing(Ssh ssh) {
        return ssh.hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts")));
    }

    private static String hello(String name, Ssh ssh) {
        return machine(name)
                .use(believing(ssh), session -> session.exec("echo hello"))
                .block(LIMIT)
                .stdout();
    }

    private static SshException failure(String name, Ssh ssh) {
        return catchThrowableOfType(SshException.class, () -> hello(name, ssh));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ecdsa", "ed25519"})
    void open_whenTheCertificateIsInAFile_thenLoggedIn(String type) throws Exception {
        Path key = certified("file_" + type, type, "-n", USER);
        SshIdentity identity = SshIdentity.privateKey(key).withCertificate(certificateOf(key));

        assertThat(hello("lin-01", Ssh.as(USER).identity(identity))).isEqualTo("hello\n");
        assertThat(server.log()).contains("id of file_" + type);
    }

    @Test
    void open_whenTheKeyAloneIsShown_thenRefused() throws Exception {
        Path key = certified("alone", "ed25519", "-n", USER);

        SshException error = failure("lin-01", Ssh.as(USER).identity(SshIdentity.privateKey(key)));

        assertThat(error.reason()).isEqualTo(SshReason.AUTH_FAILED);
    }

    @Test
    void open_whenTheCertificateIsOfAnotherKey_thenUnusable() throws Exception {
        Path key = certified("this", "ed25519", "-n", USER);
        Path other = certified("that", "ed25519", "-n", USER);
        SshIdentity mixed = SshIdentity.privateKey(key).withCertificate(certificateOf(other));

        SshException error = failure("lin-01", Ssh.as(USER).identity(mixed));

        assertThat(error.reason()).isEqualTo(SshReason.CERTIFICATE_UNUSABLE);
        assertThat(error.machine()).contains(machine("lin-01").id());
    }

    @Test
    void certified_whenTheSourceGivesOne_thenItIsAskedOnceForThisMachineAndThePrincipalIsTheUserInLowerCase()
            throws Exception {
        SshCertificate certificate = read(certified("principal", "rsa", "-n", USER.toUpperCase(Locale.ROOT)));
        AtomicInteger asked = new AtomicInteger();
        Ssh ssh = Ssh.certified(machine -> Mono.fromSupplier(() -> {
                    assertThat(machine).isEqualTo(machine("lin-01").id());
                    asked.incrementAndGet();
                    return certificate;
                })
                .publishOn(Schedulers.parallel())); // wherever the answer comes from

        Optional<String> user = machine("lin-01")
                .use(believing(ssh), session -> session.exec("true").thenReturn(session.user()))
                .block(LIMIT);

        assertThat(user).contains(USER);
        assertThat(asked).hasValue(1);
        assertThat(ssh).hasToString("Ssh[user of a certificate, port 22]");
    }

    @Test
    void open_whenTheCertificateIsExpired_thenTheEvidenceSaysUntilWhenItWasValid() throws Exception {
        Path key = certified("expired", "ed25519", "-n", USER, "-V", "20200101:20200102");

        SshException error = failure("lin-01", Ssh.as(USER).identity(SshIdentity.certificate(read(key))));

        assertThat(error.reason()).isEqualTo(SshReason.AUTH_FAILED);
        assertThat(error.getMessage()).contains("id of expired", "2020-01-0", "refused");
    }

    @Test
    void certified_whenThereIsNoCertificateOrItNamesNobody_thenUnusable() throws Exception {
        SshCertificate nobody = read(certified("nobody", "ed25519"));

        assertThat(failure("lin-01", Ssh.certified(machine -> Mono.empty())).reason())
                .isEqualTo(SshReason.CERTIFICATE_UNUSABLE);
        assertThat(failure("lin-01", Ssh.certified(machine -> Mono.just(nobody))))
                .hasMessageContaining("\"id of nobody\" names nobody");
    }

    @Test
    void certified_whenTheSourceFails_thenUnavailableWithTheCause() {
        IllegalStateException away = new IllegalStateException("the authority is away");

        SshException error = failure("lin-01", Ssh.certified(machine -> Mono.error(away)));

        assertThat(error.reason()).isEqualTo(SshReason.IDENTITY_UNAVAILABLE);
        assertThat(error).hasCause(away);
    }

    @Test
    void certified_whenTheMachineRunsWindowsAndTheSourceIsForLinux_thenRefusedBeforeItIsAsked() {
        AtomicInteger asked = new AtomicInteger();
        SshCertificateSource entraLike = new SshCertificateSource() {
            @Override
            public Mono<SshCertificate> certificate(io.arcconnect.model.MachineId machine) {
                return Mono.fromRunnable(asked::incrementAndGet);
            }

            @Override
            public boolean isLinuxOnly() {
                return true;
            }
        };

        SshException error = failure("win-01", Ssh.certified(entraLike));

        assertThat(error.reason()).isEqualTo(SshReason.CERTIFICATE_NOT_FOR_WINDOWS);
        assertThat(error).hasMessageContaining("the machine runs Windows").hasMessageContaining("Ssh.as(user)");
        assertThat(error.machine()).contains(machine("win-01").id());
        assertThat(asked).hasValue(0);
    }

    @Test
    void open_whenAWindowsServerRefusesAKey_thenTheRemedyNamesTheFileAndItsPermissions() throws Exception {
        Path stranger = SshKeygen.key(directory.resolve("stranger"), "ed25519", "");
        Ssh ssh = believing(Ssh.as(USER).identity(SshIdentity.privateKey(stranger)));

        SshException error = failure("win-01", ssh);

        assertThat(error.reason()).isEqualTo(SshReason.KEY_REFUSED_ON_WINDOWS);
        assertThat(error)
                .hasMessageContaining("%ProgramData%\\ssh\\administrators_authorized_keys")
                .hasMessageContaining("/inheritance:r /grant *S-1-5-32-544:F");
        assertThat(machine("win-01").diagnose(ssh).block(LIMIT).fix().orElseThrow())
                .contains("administrators_authorized_keys");
    }
}
