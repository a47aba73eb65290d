package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.SshServerUnderTest.Feature;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a session does on any server. */
interface SessionContract {

    Duration LIMIT = Duration.ofSeconds(60);

    SshServerUnderTest server();

    ArcMachine machine();

    @Test
    default void exec_whenTheCommandFails_thenStatusAndBothOutputsAreApart() {
        ExecResult result = machine()
                .use(server().ssh(), session -> session.exec("echo out; echo err >&2; exit 7"))
                .block(LIMIT);

        assertThat(result.exitStatus()).hasValue(7);
        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.stderr()).isEqualTo("err\n");
    }

    @Test
    default void exec_whenManyRunOnOneSession_thenEachHasItsOwnOutput() {
        assumeTrue(server().features().contains(Feature.PARALLEL_COMMANDS), "skipped: the server may die of it");

        List<String> outputs = machine()
                .use(
                        server().ssh(),
                        session -> Flux.range(0, 8)
                                .flatMapSequential(i -> session.exec("echo " + i), 4)
                                .map(ExecResult::stdout)
                                .collectList())
                .block(LIMIT);

        assertThat(outputs).containsExactly("0\n", "1\n", "2\n", "3\n", "4\n", "5\n", "6\n", "7\n");
    }

    @Test
    default void openSubsystem_whenTheServerHasIt_thenCarriesItsBytes() {
        assumeTrue(server().features().contains(Feature.SFTP), "skipped: the server has no sftp subsystem");
        ByteBuffer init = ByteBuffer.wrap(new byte[] {0, 0, 0, 5, 1, 0, 0, 0, 3});

        ByteBuffer version = machine()
                .use(
                        server().ssh(),
                        session -> session.openSubsystem("sftp")
                                .flatMap(stream -> stream.send(Mono.just(init))
                                        .then(stream.receive().next())))
                .block(LIMIT);

        assertThat(version.get(4)).as("SSH_FXP_VERSION").isEqualTo((byte) 2);
    }

    @Test
    default void openSubsystem_whenTheServerHasNoSuch_thenRefused() {
        SshException error = catchThrowableOfType(
                SshException.class,
                () -> machine()
                        .use(server().ssh(), session -> session.openSubsystem("no-such-thing"))
                        .block(LIMIT));

        assertThat(error.reason()).isEqualTo(SshReason.CHANNEL_REFUSED);
        assertThat(error).hasMessageContaining("no-such-thing");
    }
}
