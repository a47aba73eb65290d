package io.arcconnect.ssh.internal.exec;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.channel.ChannelInput;
import io.arcconnect.ssh.internal.shell.Prelude;
import io.arcconnect.ssh.internal.shell.RemoteProcess;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What a command says on standard error before it runs: sudo's question, which is answered on standard input, and its process.
 * The few bytes of it are never credited to the channel's window.
 */
final class Foreword implements Prelude.Listener {

    private final Prelude prelude;
    private final ChannelInput stderr;
    private final MachineId machine;
    private final Sinks.Many<Integer> questions = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.One<RemoteProcess> begun = Sinks.one();
    private volatile @Nullable RemoteProcess process;
    private int asked;

    Foreword(String token, ChannelInput stderr, MachineId machine) {
        this.prelude = new Prelude(token, this);
        this.stderr = stderr;
        this.machine = machine;
    }

    /** Takes bytes of standard error. Called by one thread at a time. */
    void accept(byte[] data, int offset, int length) {
        if (prelude.isOver()) {
            stderr.accept(data, offset, length);
        } else {
            prelude.accept(data, offset, length);
        }
    }

    /** Standard error ends. */
    void end() {
        if (!prelude.isOver()) {
            prelude.end();
            begun.tryEmitEmpty();
        }
    }

    /** {@return the process when it has told; standard output, which is another stream, may be ahead of it} */
    Mono<RemoteProcess> begun() {
        return begun.asMono();
    }

    Optional<RemoteProcess> process() {
        return Optional.ofNullable(process);
    }

    @Override
    public void passedOn(byte[] bytes) {
        stderr.accept(bytes, 0, bytes.length);
    }

    @Override
    public void asked() {
        asked++;
        questions.tryEmitNext(asked);
    }

    @Override
    public void began(RemoteProcess which) {
        process = which;
        begun.tryEmitValue(which);
        questions.tryEmitComplete();
    }

    /** {@return the answers to sudo's questions; completes when the command runs} */
    Flux<ByteBuffer> answers(Optional<Mono<Secret>> password) {
        return questions.asFlux().concatMap(question -> question > 1 ? wrong() : answer(password.orElse(Mono.empty())));
    }

    private Mono<ByteBuffer> answer(Mono<Secret> password) {
        return password.map(secret -> ByteBuffer.wrap((secret.reveal() + "\n").getBytes(StandardCharsets.UTF_8)))
                .switchIfEmpty(Mono.error(() -> refused(machine, "sudo wants a password, and there is none")));
    }

    private Mono<ByteBuffer> wrong() {
        return Mono.error(() -> refused(machine, "sudo did not take the password"));
    }

    static SshException refused(MachineId machine, String detail) {
        return new SshException(
                Failure.of(SshReason.SUDO_REFUSED, Stage.CHANNEL, detail).on(machine));
    }
}
