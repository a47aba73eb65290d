package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What OpenSSH's client makes of the faults of the embedded server. */
@Timeout(120)
@Tag("interop")
class SshFaultsInteropTest {

    private static final Path SSH = Path.of("/usr/bin/ssh");

    @TempDir
    Path home;

    private EmbeddedSsh spec;
    private RunningSsh server;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(SSH), "no OpenSSH client here: apt-get install openssh-client");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair key = generator.generateKeyPair();
        Files.createFile(
                home.resolve("key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                home.resolve("key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(key.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        spec = EmbeddedSsh.create().authorizedKey("ada", key.getPublic());
        server = spec.start();
        Files.writeString(home.resolve("known_hosts"), "machine " + spec.hostKeyLine() + "\n");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void none_whenNothingIsArmed_thenTheCommandRuns() throws Exception {
        assertThat(ssh("echo hello; exit 7")).isEqualTo(new Ended(7, "hello\n"));
    }

    @Test
    void changedHostKey_whenTheRealOneIsKnown_thenOpenSshRefusesToGoOn() throws Exception {
        server.faults(Fault.changedHostKey().once());

        Ended ended = ssh("echo hello");

        assertThat(ended.status()).isEqualTo(255);
        assertThat(ended.output())
                .contains("REMOTE HOST IDENTIFICATION HAS CHANGED")
                .doesNotContain("hello");
    }

    @Test
    void garbageAndFloods_whenTheyComeBeforeTheName_thenOpenSshGivesUp() throws Exception {
        server.faults(Fault.bannerFlood(1 << 20).once());

        Ended ended = ssh("echo hello");

        assertThat(ended.status()).isEqualTo(255);
        assertThat(ended.output()).doesNotContain("hello");
    }

    @Test
    void farewell_whenTheServerTakesItsLeave_thenOpenSshRepeatsIt() throws Exception {
        server.faults(Fault.sshDisconnects(SshPhase.REQUEST).once());

        Ended ended = ssh("echo hello");

        assertThat(ended.status()).isEqualTo(255);
        assertThat(ended.output()).contains("The server is shutting down.");
    }

    @Test
    void killed_whenTheCommandHasRun_thenOpenSshHasItsOutputAndNoStatus() throws Exception {
        server.faults(Fault.sshdKilledMidCommand().once());

        Ended ended = ssh("exit 7");

        assertThat(ended.status()).isEqualTo(255);
    }

    @Test
    void exitStatusLost_whenTheChannelCloses_thenOpenSshSaysMinusOne() throws Exception {
        server.faults(Fault.exitStatusLost().once());

        assertThat(ssh("echo hello; exit 7")).isEqualTo(new Ended(255, "hello\n"));
    }

    @Test
    void rekeyAfter_whenMuchPasses_thenOpenSshLosesNothing() throws Exception {
        server.faults(Fault.rekeyAfter(65_536).once());

        Ended ended = ssh("head -c 1000000 /dev/zero");

        assertThat(ended.status()).isZero();
        assertThat(ended.output()).hasSize(1_000_000);
    }

    @Test
    void corrupted_whenAPacketIsSpoilt_thenOpenSshNotices() throws Exception {
        server.faults(Fault.sshCorrupted(10).once());

        Ended ended = ssh("echo long enough; head -c 1000000 /dev/zero");

        assertThat(ended.status()).isEqualTo(255);
    }

    private record Ended(int status, String output) {}

    private Ended ssh(String command) throws Exception {
        List<String> words = new ArrayList<>(List.of(SSH.toString(), "-F", "none", "-T", "-n"));
        for (String option : List.of(
                "BatchMode=yes",
                "HostKeyAlias=machine",
                "StrictHostKeyChecking=yes",
                "UserKnownHostsFile=" + home.resolve("known_hosts"),
                "GlobalKnownHostsFile=/dev/null",
                "IdentitiesOnly=yes",
                "IdentityAgent=none",
                "LogLevel=ERROR")) {
            words.addAll(List.of("-o", option));
        }
        words.addAll(List.of("-i", home.resolve("key").toString()));
        words.addAll(List.of("-p", Integer.toString(server.address().getPort()), "ada@127.0.0.1", command));
        File output = home.resolve("output").toFile();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(output.toPath(), StandardCharsets.ISO_8859_1));
        } finally {
            process.destroyForcibly();
        }
    }
}
