package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.HostKey;
import io.arcconnect.ssh.KnownHosts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** How {@code proxy} ends, and what {@code ssh} shows of it. */
@Tag("interop")
@Timeout(240)
class ProxyEndsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LIST = "Microsoft.HybridConnectivity/endpoints/listCredentials/action";

    @TempDir
    private static Path folder;

    private static ProxiedMachine machine;
    private static String config;

    @BeforeAll
    static void start() throws Exception {
        machine = ProxiedMachine.start(folder, "ssh");
        config = machine.config("--subscription", machine.id().subscriptionId(), "--resource-group", "RG-emulator")
                .toString();
    }

    @AfterAll
    static void stop() {
        if (machine != null) {
            machine.close();
        }
    }

    @AfterEach
    void repair() {
        machine.emulator().allow(LIST);
    }

    @Test
    void ssh_whenTheServiceIsNotEnabled_thenTheCodeAndTheRemedyAreShown() throws Exception {
        ArcConnectProcess.Ended ended = ssh("new-01");

        assertThat(ended.status()).isEqualTo(255);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().filter(line -> line.startsWith("arcconnect: ")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("service.not_enabled", "new-01", "--yes"));
    }

    @Test
    void ssh_whenItIsForbidden_thenTheCodeAndTheRoleAreShown() throws Exception {
        machine.emulator().deny(LIST);

        ArcConnectProcess.Ended ended = ssh("web-01");

        assertThat(ended.status()).isEqualTo(255);
        assertThat(ended.err()).contains("arcconnect: arm.forbidden", "Virtual Machine Local User Login");
    }

    @Test
    void proxy_whenNobodyListens_thenItWaitsAsLongAsItWasToldAndSaysSo() throws Exception {
        machine.emulator().machine("db-01").stopAgent();

        ArcConnectProcess.Ended ended = ArcConnectProcess.run(
                machine.cloud(),
                "proxy",
                "--wait",
                "2",
                "--resource-id",
                machine.emulator().machine("db-01").id().resourceId());

        assertThat(ended.status()).isEqualTo(255);
        assertThat(ended.out()).isEmpty();
        // On a slow computer the first try alone may take as long.
        assertThat(ended.err().lines().filter(line -> !line.startsWith("arcconnect: waiting up to 2 s")))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("arcconnect: relay.listener_not_found db-01: "));
    }

    @Test
    void ssh_whenTheHostKeyIsUnknownOrAnother_thenNothingIsSaidToThatMachine() throws Exception {
        Path known = Files.createDirectories(folder.resolve("others")).resolve("known_hosts");
        String[] options = {"-o", "UserKnownHostsFile=\"" + known + "\"", "web-01"};
        ArcConnectProcess.Ended unknown = ssh(options);
        KnownHosts.in(known)
                .add(machine.id(), HostKey.parse(Files.readString(folder.resolve("sshd/user_key.pub"))))
                .block(LIMIT);
        ArcConnectProcess.Ended other = ssh(options);

        assertThat(unknown.status()).isEqualTo(255);
        assertThat(unknown.err())
                .contains("Host key verification failed", machine.id().key());
        assertThat(other.status()).isEqualTo(255);
        assertThat(other.err()).contains("REMOTE HOST IDENTIFICATION HAS CHANGED");
    }

    @Test
    void proxy_whenTheRelayDropsTheConnection_thenTheCodeIsOnStandardError() throws Exception {
        Process proxy = proxy();
        try {
            banner(proxy);
            machine.emulator().machine("web-01").dropConnections();

            assertThat(proxy.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(proxy.exitValue()).isEqualTo(255);
            assertThat(new String(proxy.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("arcconnect: relay.connection_lost");
        } finally {
            proxy.destroyForcibly();
        }
    }

    @Test
    void proxy_whenSshHangsUp_thenItEndsAndTheMachineHearsOfIt() throws Exception {
        Process proxy = proxy();
        try {
            banner(proxy);
            new ProcessBuilder("kill", "-HUP", Long.toString(proxy.pid()))
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);

            assertThat(proxy.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(proxy.exitValue()).isEqualTo(129);
            assertThat(new String(proxy.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
            Flux.interval(Duration.ofMillis(20))
                    .filter(look -> machine.emulator().machine("web-01").openConnections() == 0)
                    .blockFirst(LIMIT);
        } finally {
            proxy.destroyForcibly();
        }
    }

    private static Process proxy() throws Exception {
        return ArcConnectProcess.start(
                machine.cloud(), "proxy", "--resource-id", machine.id().resourceId());
    }

    private static void banner(Process proxy) throws Exception {
        assertThat(new String(proxy.getInputStream().readNBytes(8), StandardCharsets.US_ASCII))
                .isEqualTo("SSH-2.0-");
    }

    private static ArcConnectProcess.Ended ssh(String... words) throws Exception {
        String[] all = new String[words.length + 4];
        all[0] = "ssh";
        all[1] = "-F";
        all[2] = config;
        System.arraycopy(words, 0, all, 3, words.length);
        all[all.length - 1] = "true";
        return machine.program(all).run();
    }
}
