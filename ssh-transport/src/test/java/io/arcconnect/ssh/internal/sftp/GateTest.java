package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class GateTest {

    @Test
    void close_whenNobodyIsInside_thenAtOnceAndNobodyEnters() {
        Gate gate = new Gate();

        gate.close().block(FakeServer.LIMIT);

        assertThat(gate.enter()).isFalse();
        gate.close().block(FakeServer.LIMIT);
    }

    @Test
    void close_whenTwoAreInside_thenAfterTheLastHasLeft() {
        Gate gate = new Gate();
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();

        var closed = gate.close().toFuture();
        gate.leave();
        assertThat(closed).isNotDone();
        assertThat(gate.enter()).isFalse();
        gate.leave();

        assertThat(closed).succeedsWithin(FakeServer.LIMIT);
    }

    @Test
    void through_whenClosedMeanwhile_thenTheCloseWaitsUntilItWasAsked() {
        Gate gate = new Gate();
        List<Boolean> closedTooEarly = new CopyOnWriteArrayList<>();

        var closed = new AtomicReference<CompletableFuture<Void>>();
        Mono<String> asking = Mono.fromSupplier(() -> {
            closed.set(gate.close().toFuture());
            closedTooEarly.add(closed.get().isDone());
            return "asked";
        });
        String answer = gate.through(asking).block(FakeServer.LIMIT);

        assertThat(answer).isEqualTo("asked");
        assertThat(closedTooEarly).containsExactly(false);
        assertThat(closed.get()).succeedsWithin(FakeServer.LIMIT);
    }

    @Test
    void through_whenClosed_thenNothingIsAsked() {
        Gate gate = new Gate();
        List<String> asked = new CopyOnWriteArrayList<>();

        gate.close().block(FakeServer.LIMIT);
        var never =
                gate.through(Mono.fromRunnable(() -> asked.add("something"))).toFuture();

        assertThat(asked).isEmpty();
        assertThat(never).isNotDone();
    }
}
