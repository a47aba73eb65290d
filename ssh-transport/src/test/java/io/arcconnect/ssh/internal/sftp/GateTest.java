package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
