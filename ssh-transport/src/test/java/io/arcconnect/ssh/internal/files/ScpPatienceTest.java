package io.arcconnect.ssh.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.internal.scp.ScpSilent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class ScpPatienceTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration NEARLY = LIMIT.minusMillis(1);
    private static final Duration BIT = Duration.ofMillis(1);

    private VirtualTimeScheduler time;
    private ScpPatience patience;

    @BeforeEach
    void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
        patience = new ScpPatience(LIMIT);
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    private void isSilentAfterTheLimit(CompletableFuture<?> end) {
        time.advanceTimeBy(NEARLY);
        assertThat(end).isNotDone();
        time.advanceTimeBy(BIT);
        assertThat(end).isCompletedExceptionally();
        assertThat(end.handle((done, error) -> error).join()).isInstanceOf(ScpSilent.class);
    }

    @Test
    void bound_whenNothingComes_thenSilentAfterTheLimit() {
        CompletableFuture<?> end = patience.bound(Mono::never).toFuture();

        isSilentAfterTheLimit(end);
    }

    @Test
    void heeding_whenSomethingComes_thenTheTimeBeginsAnew() {
        Sinks.Many<Integer> machine = Sinks.many().unicast().onBackpressureBuffer();
        CompletableFuture<?> end =
                patience.bound(() -> patience.heeding(machine.asFlux()).then()).toFuture();

        time.advanceTimeBy(NEARLY);
        machine.tryEmitNext(1);

        isSilentAfterTheLimit(end);
    }

    @Test
    void ours_whenOurDiskIsSlow_thenNobodyIsBlamed() {
        CompletableFuture<?> end = patience.bound(Mono::never).toFuture();

        patience.ours();
        time.advanceTimeBy(LIMIT.multipliedBy(10));
        assertThat(end).isNotDone();
        patience.theirs();

        isSilentAfterTheLimit(end);
    }

    @Test
    void bound_whenItEnds_thenWithWhatItEndsWith() {
        CompletableFuture<String> end = patience.bound(() -> Mono.just("done")).toFuture();

        time.advanceTimeBy(LIMIT.multipliedBy(10));

        assertThat(end).isCompletedWithValue("done");
    }
}
