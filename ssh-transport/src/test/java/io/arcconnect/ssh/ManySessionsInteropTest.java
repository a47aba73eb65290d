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
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** 500 sessions at a time, each with a relay connection of its own, all of them in use. */
@Tag("interop")
class ManySessionsInteropTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MOST_USER_THREADS = 64;

    @Test
    void connect_whenFiveHundredAreOpen_thenNotOneThreadMoreThanWithTwenty() {
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

        List<SshSession> sessions = new ArrayList<>(open(machine, ssh, 20));
        echo(sessions);
        Set<String> with20 = libraryThreads();
        sessions.addAll(open(machine, ssh, 480));
        echo(sessions);
        Set<String> with500 = libraryThreads();
        long userThreads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("arc-user"))
                .count();

        assertThat(sessions).hasSize(500);
        assertThat(emulator.machine("lin-01").openConnections()).isEqualTo(500);
        assertThat(with500).isEqualTo(with20);
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

    /** All but those for the user's code, which come and go below their bound. */
    private static Set<String> libraryThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name ->
                        (name.startsWith("arc-") && !name.startsWith("arc-emulator")) || name.contains("SshClient"))
                .filter(name -> !name.startsWith("arc-user"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
