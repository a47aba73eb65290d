package io.arcconnect.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.ProxyOptions;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

/** Azure Resource Manager and the relay through real proxies, with and without a login. */
class ProxyInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static ArcEmulator emulator;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01")
                        .ssh(EmbeddedSsh.create().password("azureuser", "pw"))
                        .enabled())
                .relayByAddress()
                .start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void use_whenThroughTinyproxy_thenTheWholePathWorks() throws Exception {
        try (RealProxy proxy = RealProxy.tinyproxy(directory)) {
            assertThat(echo(emulator.arcConnect().proxy(proxy.options()))).isEqualTo("hello\n");

            assertThat(proxy.log())
                    .contains("CONNECT localhost:" + emulator.endpoint().getPort())
                    .contains("CONNECT 127.0.0.1:" + emulator.endpoint().getPort());
        }
    }

    @Test
    void use_whenTinyproxyWantsALogin_thenTheWholePathWorks() throws Exception {
        try (RealProxy proxy = RealProxy.tinyproxy(directory, RealProxy.basicAuth())) {
            ProxyOptions options = proxy.options().setCredentials(RealProxy.USER, RealProxy.PASSWORD);

            assertThat(echo(emulator.arcConnect().proxy(options))).isEqualTo("hello\n");
        }
    }

    @Test
    void use_whenSquidWantsALogin_thenTheWholePathWorks() throws Exception {
        try (RealProxy proxy = RealProxy.squid(directory, RealProxy.basicLogin(directory))) {
            ProxyOptions options = proxy.options().setCredentials(RealProxy.USER, RealProxy.PASSWORD);

            assertThat(echo(emulator.arcConnect().proxy(options))).isEqualTo("hello\n");
        }
    }

    @Test
    void use_whenSquidWantsDigest_thenTheWholePathWorks() throws Exception {
        try (RealProxy proxy = RealProxy.squid(directory, RealProxy.digestLogin(directory))) {
            ProxyOptions options = proxy.options().setCredentials(RealProxy.USER, RealProxy.PASSWORD);

            assertThat(echo(emulator.arcConnect().proxy(options))).isEqualTo("hello\n");
        }
    }

    @Test
    void use_whenThePasswordIsWrong_thenToldSo() throws Exception {
        try (RealProxy proxy = RealProxy.tinyproxy(directory, RealProxy.basicAuth())) {
            ProxyOptions options = proxy.options().setCredentials(RealProxy.USER, "wrong");

            fails(emulator.arcConnect().proxy(options), ArcReason.PROXY_AUTHENTICATION_FAILED);
        }
    }

    @Test
    void use_whenTheProxyRefusesConnect_thenToldSo() throws Exception {
        try (RealProxy proxy = RealProxy.tinyproxy(directory, "ConnectPort 443")) {
            fails(emulator.arcConnect().proxy(proxy.options()), ArcReason.PROXY_REFUSED);
        }
    }

    private static String echo(ArcConnectBuilder builder) {
        ArcConnect arc = builder.build();
        Ssh ssh = Ssh.as("azureuser")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint()));
        try {
            arc.machine(emulator.machine("web-01").id()).state().block(LIMIT);
            return arc.machine(emulator.machine("web-01").id())
                    .use(ssh, session -> session.exec("echo hello"))
                    .map(ExecResult::orThrow)
                    .map(ExecResult::stdout)
                    .block(LIMIT);
        } finally {
            arc.close().block(LIMIT);
        }
    }

    private static void fails(ArcConnectBuilder builder, ArcReason reason) {
        ArcConnect arc = builder.build();
        try {
            StepVerifier.create(arc.machine(emulator.machine("web-01").id()).state())
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(
                                    ArcConnectException.class,
                                    told -> assertThat(told.reason()).isEqualTo(reason)))
                    .verify(LIMIT);
        } finally {
            arc.close().block(LIMIT);
        }
    }
}
