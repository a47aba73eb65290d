package io.arcconnect.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.TunnelEvent;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.tunnel.LocalAccess;
import io.arcconnect.tunnel.LocalPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Forwards that another user of this computer connects to. It takes root to be somebody else. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class ForwardAccessInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String OTHER_USER = "65534";

    private final List<ArcEvent> events = new CopyOnWriteArrayList<>();
    private AnsweringTarget target;
    private ArcEmulator emulator;
    private ArcConnect arc;
    private ArcMachine machine;
    private Forward forward;

    @BeforeEach
    void start() throws IOException {
        target = AnsweringTarget.echo();
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .ssh(EmbeddedSsh.create().password("ada", "pw").forward("target", 7, target.address()))
                        .enabled())
                .start();
        arc = emulator.arcConnect()
                .listener(new ArcConnectListener() {
                    @Override
                    public void onEvent(ArcEvent event) {
                        events.add(event);
                    }
                })
                .build();
        machine = arc.machine(emulator.machine("lin-01").id());
        forward = Forward.over(Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint())));
    }

    @AfterEach
    void stop() throws IOException {
        arc.close().block(LIMIT);
        emulator.close();
        target.close();
    }

    @Test
    void to_whenAnotherUserConnects_thenTurnedAwayAndTheTargetHearsNothing() throws Exception {
        turnsAway(forward.to("target", 7));
    }

    @Test
    void socks_whenAnotherUserConnects_thenTurnedAwayBeforeItsCallIsRead() throws Exception {
        turnsAway(forward.socks());
    }

    @Test
    void access_whenAnyLocal_thenAnotherUserIsServed() throws Exception {
        LocalPort open = machine.connect(forward.to("target", 7).access(LocalAccess.anyLocal()))
                .blockOptional(LIMIT)
                .orElseThrow();

        assertThat(heardByAnother(open.localAddress().getPort())).isEqualTo("hello");

        assertThat(open.counts().refused()).isZero();
        open.close().block(LIMIT);
    }

    @Test
    void access_whenOnlyThisProcess_thenItIsServed() throws Exception {
        LocalAccess access = LocalAccess.onlyProcess(ProcessHandle.current().pid());
        LocalPort open = machine.connect(forward.to("target", 7).access(access))
                .blockOptional(LIMIT)
                .orElseThrow();

        assertThat(Asking.port(open.localAddress().getPort(), "it's me")).isEqualTo("it's me");

        open.close().block(LIMIT);
    }

    private void turnsAway(LocalForward spec) throws Exception {
        LocalPort open = machine.connect(spec).blockOptional(LIMIT).orElseThrow();

        assertThat(heardByAnother(open.localAddress().getPort())).isEmpty();

        assertThat(open.counts().refusedByAccess()).isEqualTo(1);
        assertThat(open.counts().served()).isZero();
        assertThat(open.counts().toMachine()).isZero();
        assertThat(target.accepted()).isZero();
        Eventually.holds("the refusal is told", LIMIT, () -> refusals() == 1);
        open.close().block(LIMIT);
    }

    private long refusals() {
        return events.stream()
                .filter(event -> event instanceof TunnelEvent tunnel
                        && tunnel.step() == TunnelEvent.Step.CONNECTION_REFUSED
                        && tunnel.peer().isPresent())
                .count();
    }

    /** Says hello as somebody else, and what comes back: 5 bytes, or fewer at the end. */
    private static String heardByAnother(int port) throws Exception {
        assumeTrue(
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .anyMatch(line -> line.matches("Uid:(\\s+0){4}")),
                "skipped: only root can be somebody else");
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/setpriv")) && Files.isExecutable(Path.of("/bin/bash")),
                "skipped: needs setpriv and bash");
        String script = "trap '' PIPE; exec 3<>/dev/tcp/127.0.0.1/$0; printf hello >&3; head -c 5 <&3";
        Process process = new ProcessBuilder(
                        "/usr/bin/setpriv",
                        "--reuid",
                        OTHER_USER,
                        "--regid",
                        OTHER_USER,
                        "--clear-groups",
                        "/bin/bash",
                        "-c",
                        script,
                        Integer.toString(port))
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String heard = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return heard;
        } finally {
            process.destroyForcibly();
        }
    }
}
