package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcMachine;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How commands end that are not let end by themselves. */
interface ExecEndsContract {

    Duration BOUND = Duration.ofSeconds(60);

    SshServerUnderTest server();

    ArcMachine machine();

    default Ssh ssh() {
        return server().ssh();
    }

    /** Taken for the end of the input, half of a file would pass for all of it. */
    @Test
    default void stdin_whenItFails_thenTheCommandIsEndedAndNeverSeesAnEndOfInput(@TempDir Path here) {
        Path begun = here.resolve("begun");
        Path done = here.resolve("done");
        String mark = "4716" + System.nanoTime();
        Sinks.Many<ByteBuffer> input = Sinks.many().unicast().onBackpressureBuffer();
        Exec reading = Exec.command("touch " + begun + "; cat > /dev/null; touch " + done + "; sleep " + mark)
                .stdin(input.asFlux())
                .timeout(Duration.ofMinutes(10));
        CompletableFuture<ExecResult> result =
                machine().use(ssh(), session -> session.exec(reading)).toFuture();
        Eventually.holds("the command", BOUND, () -> Files.exists(begun));

        input.tryEmitError(new IllegalStateException("the disk is gone"));

        assertThat(result).failsWithin(BOUND).withThrowableThat().withMessageContaining("the disk is gone");
        Eventually.holds("the end of it", BOUND, () -> !Processes.anyHas(mark));
        assertThat(Files.exists(done)).isFalse();
    }

    @Test
    default void timeout_whenItIsForEver_thenAsWithout() {
        Exec patient = Exec.command("echo done").timeout(Duration.ofMillis(Long.MAX_VALUE));

        ExecResult result =
                machine().use(ssh(), session -> session.exec(patient)).block(BOUND);

        assertThat(result.stdout()).isEqualTo("done\n");
    }

    @Test
    default void timeout_whenOnlyWhatTheCommandLeftRunningHoldsTheOutput_thenThatIsGoneAfterwards() {
        String mark = "4717" + System.nanoTime();
        Exec leaving = Exec.command("sleep " + mark + " & echo begun").timeout(Duration.ofSeconds(2));

        ExecEnd end = machine()
                .use(
                        ssh(),
                        session -> session.exec(leaving)
                                .map(result -> new ExecEnd(result.stdout(), false))
                                .onErrorResume(
                                        SshException.class,
                                        error -> Mono.just(new ExecEnd(
                                                error.result().orElseThrow().stdout(),
                                                error.reason() == SshReason.COMMAND_TIMED_OUT))))
                .block(BOUND);

        assertThat(end.output()).isEqualTo("begun\n");
        if (end.timedOut()) { // dropbear ends it with its shell
            Eventually.holds("the end of the group", BOUND, () -> !Processes.anyHas("sleep " + mark));
        }
    }

    /** What became of a command. */
    record ExecEnd(String output, boolean timedOut) {}
}
