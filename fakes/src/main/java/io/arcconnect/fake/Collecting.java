package io.arcconnect.fake;

import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a fake command has written so far, for its result or for the error that has it. */
final class Collecting {

    /** As {@link SshException#result()} says. */
    private static final Set<SshReason> WITH_RESULT =
            Set.of(SshReason.COMMAND_TIMED_OUT, SshReason.OUTCOME_UNKNOWN, SshReason.SUDO_REFUSED);

    private final RanCommand ran;
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    Collecting(RanCommand ran) {
        this.ran = ran;
    }

    Mono<ExecResult> result(RemoteCommand command) {
        return Mono.when(
                        gather(command.stdout(), stdout, ran.exec().stdoutWatcher()),
                        gather(command.stderr(), stderr, ran.exec().stderrWatcher()))
                .then(Mono.defer(command::exit))
                .map(this::soFar)
                .onErrorMap(SshException.class, this::withResult);
    }

    private static Mono<Void> gather(
            Flux<ByteBuffer> output, ByteArrayOutputStream gathered, Optional<Consumer<ByteBuffer>> watcher) {
        return output.map(chunk -> {
                    watcher.ifPresent(seen -> seen.accept(chunk.asReadOnlyBuffer()));
                    byte[] bytes = new byte[chunk.remaining()];
                    chunk.duplicate().get(bytes);
                    gathered.writeBytes(bytes);
                    return chunk;
                })
                .then();
    }

    private ExecResult soFar(ExitStatus exit) {
        return new ExecResult(ran.machine(), exit, stdout.toByteArray(), stderr.toByteArray());
    }

    private SshException withResult(SshException failed) {
        return failed.result().isEmpty() && WITH_RESULT.contains(failed.reason())
                ? new SshException(failed.failure(), soFar(ExitStatus.unreported()))
                : failed;
    }
}
