package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** 500 sessions at a time, each with a relay connection of its own, all of them in use. */
@Tag("interop")
class ManySessionsInteropTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MOST_USER_THREADS = 64;

    /** So many that each I/O thread has one, which begins with its first connection. */
    private static final int FEW =
            Math.min(400, Math.max(20, 4 * Runtime.getRuntime().availableProcessors()));

    @Test
    void connect_whenFiveHundredAreOpen_thenNotOneThreadMoreThanWithAFew() {
        ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .ssh(EmbeddedSsh.create().password("ada", "pw"))
                        .enabled())
                .start();
        ArcConnect arc = emulator.arcConnect().build();
        ArcMachine machine = arc.machine(emulator.machine("lin-01").id());
        Ssh ssh = Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint()));

        List<SshSession> sessions = new ArrayList<>(open(machine, ssh, FEW));
        echo(sessions);
        Set<String> withFew = LibraryThreads.names();
        sessions.addAll(open(machine, ssh, 500 - FEW));
        echo(sessions);
        Set<String> with500 = LibraryThreads.names();
        long userThreads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("arc-user"))
                .count();

        assertThat(sessions).hasSize(500);
        assertThat(emulator.machine("lin-01").openConnections()).isEqualTo(500);
        assertThat(with500).isEqualTo(withFew);
        assertThat(with500.stream().filter(name -> name.startsWith("arc-relay")))
                .hasSize(Math.max(2, Runtime.getRuntime().availableProcessors()));
        assertThat(userThreads).isLessThanOrEqualTo(MOST_USER_THREADS);
        arc.close().block(LIMIT);
        Eventually.holds(
                "no relay connection",
                Duration.ofMinutes(1),
                () -> emulator.machine("lin-01").openConnections() == 0);
        emulator.close();
    }

    private static List<SshSession> open(ArcMachine machine, Ssh ssh, int count) {
        return Flux.range(0, count)
                .flatMap(number -> machine.connect(ssh), 16)
                .collectList()
                .block(LIMIT);
    }

    private static void echo(List<SshSession> sessions) {
        Long answers = Flux.fromIterable(sessions)
                .flatMap(session -> session.exec("echo hello"), 32)
                .filter(result -> result.stdout().equals("hello\n"))
                .count()
                .block(LIMIT);
        assertThat(answers).isEqualTo(sessions.size());
    }
}
