package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.ActionOutcome.Result;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is told of a shell, and what becomes of it when the relay connection does not last. */
@Timeout(120)
class ShellEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("lin-01")
                    .ssh(EmbeddedSsh.create().password("ada", "pw"))
                    .enabled())
            .start();
    private final List<ArcEvent> events = new CopyOnWriteArrayList<>();
    private final ArcConnect arc = emulator.arcConnect()
            .listener(new ArcConnectListener() {
                @Override
                public void onEvent(ArcEvent event) {
                    events.add(event);
                }
            })
            .build();
    private final Shell shell = Shell.over(Ssh.as("ada")
            .identity(SshIdentity.password(Secret.of("pw")))
            .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint())));

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    private ArcMachine machine() {
        return arc.machine(emulator.machine("lin-01").id());
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private ActionEndedEvent theEnd() {
        arc.close().block(LIMIT);
        List<ActionEndedEvent> ends = events.stream()
                .filter(ActionEndedEvent.class::isInstance)
                .map(ActionEndedEvent.class::cast)
                .toList();
        assertThat(ends).hasSize(1);
        return ends.get(0);
    }

    @Test
    void interact_whenTheShellEnds_thenTheAuditSaysWhoAndHowMuch() {
        machine().stream(shell.env("TOKEN", "hunter2"), open -> open.interact(Screen.keys("exit 3\r")))
                .blockLast(LIMIT);

        ActionEndedEvent ended = theEnd();
        assertThat(ended.action().kind()).isEqualTo("shell");
        assertThat(ended.action().user()).contains("ada");
        assertThat(ended.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(ended.outcome().exitStatus()).hasValue(3);
        assertThat(ended.bytesOut()).isEqualTo("exit 3\r".length());
        assertThat(ended.bytesIn()).isPositive();
        assertThat(events.toString()).doesNotContain("hunter2").doesNotContain("exit 3\r");
    }

    @Test
    void screen_whenTheConnectionIsCut_thenTheOutcomeIsUnknown() {
        SshShell open = machine().connect(shell).block(LIMIT);

        StepVerifier.create(open.screen().map(ShellEmulatorTest::text))
                .expectNext("$ ")
                .then(() -> emulator.machine("lin-01").dropConnections())
                .expectErrorSatisfies(ShellEmulatorTest::isUnknown)
                .verify(LIMIT);

        StepVerifier.create(open.exit())
                .expectErrorSatisfies(ShellEmulatorTest::isUnknown)
                .verify(LIMIT);
        open.close().block(LIMIT);
        assertThat(theEnd().outcome().reason()).contains("ssh.outcome_unknown");
    }

    @Test
    void recording_whenTheConnectionIsCut_thenItHasWhatWasSeen(@TempDir Path folder) {
        Path file = folder.resolve("shell.cast");
        SshShell open = machine().connect(shell.recording(Recording.to(file))).block(LIMIT);

        StepVerifier.create(open.screen().map(ShellEmulatorTest::text))
                .expectNext("$ ")
                .then(() -> emulator.machine("lin-01").dropConnections())
                .expectErrorSatisfies(ShellEmulatorTest::isUnknown)
                .verify(LIMIT);
        open.close().block(LIMIT);

        assertThat(CastReading.of(file).all("o")).isEqualTo("$ ");
    }

    private static void isUnknown(Throwable error) {
        assertThat(((SshException) error).reason()).isEqualTo(SshReason.OUTCOME_UNKNOWN);
    }

    @Test
    void interact_whenCancelled_thenShellAndSessionAreClosed() {
        StepVerifier.create(machine().stream(shell, open -> open.interact(Mono.never())))
                .expectNextCount(1)
                .thenCancel()
                .verify(LIMIT);

        Eventually.holds("no session is left", LIMIT, () -> theEnds() == 1);
        assertThat(theEnd().outcome().result()).isEqualTo(Result.COMPLETED);
    }

    private long theEnds() {
        return events.stream().filter(ActionEndedEvent.class::isInstance).count();
    }

    @Test
    void interact_whenSomethingElseIsSending_thenSaysSo() {
        SshShell open = machine().connect(shell).block(LIMIT);
        Disposable other = open.send(Mono.never()).subscribe();

        StepVerifier.create(open.interact(Screen.keys("exit\r")).then())
                .expectError(IllegalStateException.class)
                .verify(LIMIT);

        other.dispose();
        open.close().block(LIMIT);
    }

    @Test
    void interact_whenNothingElseIsSaid_thenUserCodeRunsWhereItMayBlock() {
        Set<String> threads = ConcurrentHashMap.newKeySet();

        machine().stream(
                        shell,
                        open -> open.interact(Screen.keys("exit\r")
                                        .doOnRequest(count -> threads.add(
                                                Thread.currentThread().getName())))
                                .doOnNext(bytes ->
                                        threads.add(Thread.currentThread().getName())))
                .blockLast(LIMIT);

        assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("arc-user"));
    }

    @Test
    void open_whenTheRecordingHasNoPlace_thenNothingStaysOpen(@TempDir Path folder) {
        Shell recorded = shell.recording(Recording.in(folder.resolve("no/such/folder")));

        StepVerifier.create(machine().connect(recorded))
                .expectErrorSatisfies(
                        error -> assertThat(((SshException) error).reason()).isEqualTo(SshReason.RECORDING_FAILED))
                .verify(LIMIT);

        Eventually.holds("no shell is left", LIMIT, () -> theEnds() == 1);
    }
}
