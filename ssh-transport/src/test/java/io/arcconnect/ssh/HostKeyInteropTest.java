package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Known-hosts files and host certificates, in turns with OpenSSH's ssh, sshd and ssh-keygen. */
@Timeout(120)
class HostKeyInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static ArcMachine machine;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("Lin-01")
                        .target(22, server.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("Lin-01").id());
        OpenSshServer.keygen(directory.resolve("ca"), "ed25519");
        OpenSshServer.keygen(directory.resolve("other_ca"), "ed25519");
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            emulator.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static String alias() {
        return machine.id().key();
    }

    /** The code of our refusal, or {@code in}. */
    private static String ours(HostKeys keys) {
        Ssh ssh = Ssh.as(OpenSshServer.user())
                .identity(SshIdentity.privateKey(server.userKey("ed25519")))
                .hostKeys(keys);
        return machine.use(ssh, session -> Mono.just("in"))
                .onErrorResume(
                        ArcConnectException.class,
                        error -> Mono.just(error.reason().code()))
                .block(LIMIT);
    }

    /** Whether OpenSSH logs in, with a file and the options given. */
    private static boolean theirs(int port, Path file, String... options) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("ssh", "-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes"));
        command.addAll(List.of("-o", "UserKnownHostsFile=" + file, "-o", "GlobalKnownHostsFile=/dev/null"));
        command.addAll(List.of("-o", "HostKeyAlias=" + alias(), "-p", String.valueOf(port)));
        command.addAll(List.of("-i", server.userKey("ed25519").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(OpenSshServer.user() + "@127.0.0.1", "true"));
        return run(command).exit == 0;
    }

    private record Ran(int exit, String output) {}

    private static Ran run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no"})
    void knownHosts_whenOpenSshWroteTheFile_thenBelieved(String hashed) throws Exception {
        Path file = folder.resolve("known_hosts");
        assertThat(theirs(
                        server.port(),
                        file,
                        "-o",
                        "StrictHostKeyChecking=accept-new",
                        "-o",
                        "HashKnownHosts=" + hashed))
                .isTrue();
        assertThat(Files.readString(file).contains("lin-01")).isEqualTo(hashed.equals("no"));

        assertThat(ours(HostKeys.knownHosts(file))).isEqualTo("in");
    }

    @Test
    void acceptNew_whenWeWroteTheFile_thenOpenSshAndItsToolsReadIt() throws Exception {
        Path file = folder.resolve("known_hosts");
        assertThat(ours(HostKeys.acceptNew(file))).isEqualTo("in");

        assertThat(theirs(server.port(), file, "-o", "StrictHostKeyChecking=yes"))
                .isTrue();
        assertThat(run(List.of("ssh-keygen", "-F", alias(), "-f", file.toString())).output)
                .contains("found");
        assertThat(run(List.of("ssh-keygen", "-H", "-f", file.toString())).exit).isZero();
        assertThat(Files.readString(file)).doesNotContain("lin-01").contains("|1|");
        assertThat(ours(HostKeys.knownHosts(file))).isEqualTo("in");

        assertThat(run(List.of("ssh-keygen", "-R", alias(), "-f", file.toString())).exit)
                .isZero();
        assertThat(ours(HostKeys.knownHosts(file))).isEqualTo("ssh.host_key_unknown");
        assertThat(ours(HostKeys.acceptNew(file))).isEqualTo("in");
        assertThat(theirs(server.port(), file, "-o", "StrictHostKeyChecking=yes"))
                .isTrue();
    }

    @Test
    void knownHosts_whenOpenSshRevokedTheKey_thenChanged() throws Exception {
        Path file = folder.resolve("known_hosts");
        Files.writeString(file, lineOf("", alias(), "host_ed25519") + lineOf("@revoked ", "*", "host_ed25519"));

        assertThat(ours(HostKeys.knownHosts(file))).isEqualTo("ssh.host_key_changed");
        assertThat(theirs(server.port(), file, "-o", "StrictHostKeyChecking=yes"))
                .isFalse();
    }

    private static String lineOf(String marker, String names, String key) throws Exception {
        return marker + names + " " + Files.readString(directory.resolve(key + ".pub"));
    }

    /** {@code ALIAS} stands for the machine's; the known-hosts line is the authority's unless {@code known} says more. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // type, signer, principals, validity, known besides the authority, ours, whether OpenSSH agrees
                "ed25519, ca, ALIAS, -, -, in, true",
                "ecdsa, ca, ALIAS, -, -, in, true",
                "rsa, ca, ALIAS, -, -, in, true",
                "ed25519, ca, web-01;ALIAS, -, -, in, true",
                "ed25519, ca, web-01;/subscriptions/*, -, -, ssh.host_certificate_invalid, true",
                "ed25519, ca, localhost, -, host, in, true",
                "ed25519, ca, localhost, -, -, ssh.host_certificate_invalid, true",
                "ed25519, ca, ALIAS, 20200101:20210101, -, ssh.host_certificate_invalid, true",
                "ed25519, ca, ALIAS, 20900101:20910101, -, ssh.host_certificate_invalid, true",
                // OpenSSH before 10.3 takes no principals for all of them; 10.3 does as we do.
                "ed25519, ca, -, -, -, ssh.host_certificate_invalid, false",
                "ed25519, other_ca, ALIAS, -, -, ssh.host_key_unknown, true",
                "ed25519, other_ca, ALIAS, -, host, in, true",
                "ed25519, ca, ALIAS, -, revoked-ca, ssh.host_key_changed, true",
                "ed25519, ca, ALIAS, -, revoked-host, ssh.host_key_changed, true"
            })
    void knownHosts_whenTheServerShowsACertificate_thenJudgedAsOpenSshDoes(
            String type,
            String signer,
            String principals,
            String validity,
            String known,
            String expected,
            boolean agrees)
            throws Exception {
        try (Stream<Path> keys = Files.list(directory)) {
            for (Path key : keys.filter(each -> each.getFileName().toString().matches("(host|user)_.*"))
                    .toList()) {
                Files.copy(key, folder.resolve(key.getFileName()));
            }
        }
        List<String> sign = new ArrayList<>(List.of("ssh-keygen", "-q", "-h", "-I", "web"));
        sign.addAll(List.of("-s", directory.resolve(signer).toString()));
        if (principals != null) {
            sign.addAll(List.of("-n", principals.replace("ALIAS", alias()).replace(';', ',')));
        }
        if (validity != null) {
            sign.addAll(List.of("-V", validity));
        }
        sign.add(folder.resolve("host_" + type + ".pub").toString());
        Ran signed = run(sign);
        assertThat(signed.exit).as(signed.output).isZero();
        Path file = folder.resolve("known_hosts");
        Files.writeString(file, lineOf("@cert-authority ", "/subscriptions/*", "ca") + besides(known));

        try (OpenSshServer certified =
                OpenSshServer.start(folder, "HostCertificate " + folder.resolve("host_" + type + "-cert.pub"))) {
            emulator.machine("Lin-01").target(22, certified.address());

            assertThat(ours(HostKeys.knownHosts(file))).isEqualTo(expected);
            boolean accepted = theirs(certified.port(), file, "-o", "StrictHostKeyChecking=yes");
            assertThat(accepted == expected.equals("in")).as("OpenSSH agrees").isEqualTo(agrees);
        } finally {
            emulator.machine("Lin-01").target(22, server.address());
        }
    }

    private static String besides(String known) throws Exception {
        if (known == null) {
            return "";
        }
        return switch (known) {
            case "host" -> lineOf("", alias(), "host_ed25519");
            case "revoked-ca" -> lineOf("@revoked ", "*", "ca");
            default -> lineOf("@revoked ", "*", "host_ed25519");
        };
    }
}
