package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.SessionEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class KeepAliveTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void keepAlive_whenTheMachineFallsSilent_thenTheSessionIsLostAndCommandsSaySo() throws Exception {
        List<SessionEvent> events = new CopyOnWriteArrayList<>();
        try (EmbeddedServer server = EmbeddedServer.start();
                MutableSilence silence = MutableSilence.before(server.address())) {
            ArcConnect arc = DirectArc.builder(silence.address())
                    .listener(new ArcConnectListener() {
                        @Override
                        public void onSession(SessionEvent event) {
                            events.add(event);
                        }
                    })
                    .build();
            SshSession session = arc.machine(DirectArc.ID)
                    .connect(server.ssh().keepAlive(Duration.ofSeconds(1), 4))
                    .block(LIMIT);
            RemoteCommand command =
                    session.start(Exec.command("cat").stdin(Flux.never())).block(LIMIT);

            silence.begin();
            SshException lost = catchThrowableOfType(
                    SshException.class, () -> session.onClose().block(LIMIT));
            SshException unknown = catchThrowableOfType(
                    SshException.class, () -> command.exit().block(LIMIT));
            SshException late = catchThrowableOfType(
                    SshException.class, () -> session.exec("true").block(LIMIT));
            arc.close().block(LIMIT);

            assertThat(lost.reason()).isEqualTo(SshReason.SESSION_LOST);
            assertThat(lost).hasMessageContaining("nothing was heard of the machine for 5000 ms");
            assertThat(unknown.reason()).isEqualTo(SshReason.OUTCOME_UNKNOWN);
            assertThat(unknown.facts()).containsEntry("lost", "ssh.session_lost");
            assertThat(late.reason()).isEqualTo(SshReason.SESSION_LOST);
            assertThat(events).extracting(SessionEvent::step).endsWith(SessionEvent.Step.LOST);
        }
    }

    /** A machine that sends, and answers nothing because it is busy, is there. */
    @Test
    void keepAlive_whenTheMachineTalksAllTheTime_thenItIsNotAsked() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start()) {
            ArcConnect arc = DirectArc.to(server.address());

            ExitStatus exit = arc.machine(DirectArc.ID)
                    .use(
                            server.ssh().keepAlive(Duration.ofMillis(1), 100_000),
                            session -> session.start(Exec.command("head -c 20000000 /dev/zero"))
                                    .flatMap(command -> Mono.when(command.stdout(), command.stderr())
                                            .then(command.exit())))
                    .block(LIMIT);

            assertThat(exit).isEqualTo(ExitStatus.of(0));
            arc.close().block(LIMIT);
        }
    }

    @Test
    void keepAlive_whenOutOfRange_thenRefusedAtTheCall() {
        Ssh ssh = Ssh.as("ada");

        assertThatIllegalArgumentException().isThrownBy(() -> ssh.keepAlive(Duration.ZERO, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> ssh.keepAlive(Duration.ofSeconds(1), 0));
    }
}
