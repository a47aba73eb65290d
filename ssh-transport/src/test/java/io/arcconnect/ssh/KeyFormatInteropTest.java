package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.internal.keys.KeyBlobs;
import io.arcconnect.ssh.internal.keys.KeyFiles;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Every form of a key file that {@code SshIdentity} promises, as ssh-keygen writes it. */
class KeyFormatInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PHRASE = "a phrase";

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static ArcMachine machine;

    @BeforeAll
    static void start() throws Exception {
        for (String type : List.of("ecdsa", "rsa")) {
            for (String form : List.of("PEM", "PKCS8")) {
                keygen(type, form, "");
                keygen(type, form, PHRASE);
            }
        }
        keygen("ed25519", "RFC4716", PHRASE);
        server = OpenSshServer.start(directory);
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("lin-01").id());
    }

    private static Path file(String type, String form, String phrase) {
        return directory.resolve("user_" + type + "_" + form + (phrase.isEmpty() ? "" : "_locked"));
    }

    private static void keygen(String type, String form, String phrase) throws Exception {
        Process process = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        type,
                        "-m",
                        form,
                        "-N",
                        phrase,
                        "-f",
                        file(type, form, phrase).toString())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @AfterAll
    static void stop() {
        arc.close().block(LIMIT);
        emulator.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ecdsa,PEM,''",
        "ecdsa,PEM,a phrase",
        "ecdsa,PKCS8,''",
        "ecdsa,PKCS8,a phrase",
        "rsa,PEM,''",
        "rsa,PEM,a phrase",
        "rsa,PKCS8,''",
        "rsa,PKCS8,a phrase",
        "ed25519,RFC4716,a phrase"
    })
    void open_whenTheKeyFileHasThisForm_thenLoggedIn(String type, String form, String phrase) throws Exception {
        Path file = file(type, form, phrase);
        SshIdentity identity =
                phrase.isEmpty() ? SshIdentity.privateKey(file) : SshIdentity.privateKey(file, Secret.of(phrase));
        Ssh ssh = Ssh.as(OpenSshServer.user())
                .identity(identity)
                .hostKeys(HostKeys.pinned(server.fingerprint("ed25519"), server.fingerprint("ecdsa")));

        ExecResult result =
                machine.use(ssh, session -> session.exec("echo hello")).block(LIMIT);

        assertThat(result.stdout()).isEqualTo("hello\n");
    }

    private static Ssh ssh(SshIdentity identity) throws Exception {
        return Ssh.as(OpenSshServer.user())
                .identity(identity)
                .hostKeys(HostKeys.pinned(server.fingerprint("ed25519"), server.fingerprint("ecdsa")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecdsa_PEM", "rsa_PKCS8", "rsa_PKCS8_locked"})
    void open_whenTheKeyIsAText_thenLoggedIn(String name) throws Exception {
        Secret text = Secret.of(Files.readString(directory.resolve("user_" + name)));
        SshIdentity identity = SshIdentity.privateKeyText(text, Mono.just(Secret.of(PHRASE)));

        ExecResult result = machine.use(ssh(identity), session -> session.exec("echo hello"))
                .block(LIMIT);

        assertThat(result.stdout()).isEqualTo("hello\n");
    }

    @Test
    void open_whenOpensslMadeTheKey_thenLoggedIn() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "skipped: openssl is not installed");
        Path key = directory.resolve("openssl");
        assertThat(new ProcessBuilder("openssl", "genpkey", "-algorithm", "ed25519", "-out", key.toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        KeyFiles files = new KeyFiles(machine.id());
        KeyPair pair = files.open(files.text(key), "openssl", Optional.empty());
        String line = "ssh-ed25519 " + Base64.getEncoder().encodeToString(KeyBlobs.of(pair.getPublic())) + "\n";
        Files.writeString(directory.resolve("authorized_keys"), line, StandardOpenOption.APPEND);

        ExecResult result = machine.use(ssh(SshIdentity.privateKey(key)), session -> session.exec("echo hello"))
                .block(LIMIT);

        assertThat(result.stdout()).isEqualTo("hello\n");
    }

    @Test
    void open_whenAPemKeyIsNotWelcomeAndItsPublicHalfLiesBesideIt_thenThePassphraseIsNotAskedFor() throws Exception {
        Path locked = SshKeygen.key(directory.resolve("stranger"), "rsa", PHRASE, "-m", "PEM");
        AtomicInteger asked = new AtomicInteger();
        Mono<Secret> phrase = Mono.fromSupplier(() -> {
            asked.incrementAndGet();
            return Secret.of(PHRASE);
        });

        SshException seen = catchThrowableOfType(
                SshException.class,
                () -> machine.use(ssh(SshIdentity.privateKey(locked, phrase)), session -> session.exec("true"))
                        .block(LIMIT));
        int askedWithPublicHalf = asked.get();
        Files.delete(Path.of(locked + ".pub"));
        SshException unseen = catchThrowableOfType(
                SshException.class,
                () -> machine.use(ssh(SshIdentity.privateKey(locked, phrase)), session -> session.exec("true"))
                        .block(LIMIT));

        assertThat(askedWithPublicHalf).isZero();
        assertThat(asked).hasValue(1);
        assertThat(seen.reason()).isEqualTo(SshReason.AUTH_FAILED);
        assertThat(unseen.reason()).isEqualTo(SshReason.AUTH_FAILED);
    }

    @Test
    void open_whenTheFileBesideItIsOfAnotherKey_thenUnreadable() throws Exception {
        Path locked = file("rsa", "PEM", PHRASE);
        Path copy = Files.copy(locked, directory.resolve("mismatched"));
        Files.copy(Path.of(server.userKey("rsa") + ".pub"), Path.of(copy + ".pub"));

        SshException error = catchThrowableOfType(
                SshException.class,
                () -> machine.use(ssh(SshIdentity.privateKey(copy, Secret.of(PHRASE))), session -> session.exec("true"))
                        .block(LIMIT));

        assertThat(error.reason()).isEqualTo(SshReason.IDENTITY_UNREADABLE);
        assertThat(error).hasMessageContaining("of another key");
    }
}
