package io.arcconnect.ssh.internal.terminal;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.Handover;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.SshShell;
import io.arcconnect.ssh.internal.recording.Asciicast;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** A shell whose screen passes by a recording, and nothing that was not recorded gets further. */
public final class RecordedShell implements SshShell {

    /** Chunks on their way to the file. */
    private static final int PREFETCH = 16;

    /** How long a close waits for what has arrived and is not yet in the file. */
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private static final Duration OPENING = Duration.ofSeconds(30);

    @FunctionalInterface
    private interface Entry {
        void write() throws IOException;
    }

    private final SshShell shell;
    private final Asciicast cast;
    private final boolean includesInput;
    private final Optional<MachineId> machine;
    private final AtomicBoolean watched = new AtomicBoolean();
    private final Sinks.Empty<Void> screenEnded = Sinks.empty();
    private final AtomicReference<@Nullable SshException> failure = new AtomicReference<>();

    private RecordedShell(SshShell shell, Asciicast cast, boolean includesInput, Optional<MachineId> machine) {
        this.shell = shell;
        this.cast = cast;
        this.includesInput = includesInput;
        this.machine = machine;
    }

    /**
     * Begins the recording of a shell that is open; the shell is closed when that cannot be done.
     *
     * @param shell the shell
     * @param beginning begins the recording; may block
     * @param includesInput whether what is typed is recorded
     * @param machine for errors
     */
    public static Mono<SshShell> around(
            SshShell shell, Callable<Asciicast> beginning, boolean includesInput, Optional<MachineId> machine) {
        Mono<SshShell> begun = Mono.<SshShell>fromCallable(
                        () -> new RecordedShell(shell, beginning.call(), includesInput, machine))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(IOException.class, cause -> failed(cause, machine));
        return Handover.within(
                begun,
                OPENING,
                () -> failed(new IOException("no file within " + OPENING.toSeconds() + " s"), machine),
                () -> Handover.discard(shell));
    }

    private static SshException failed(IOException cause, Optional<MachineId> machine) {
        Failure failure = Failure.of(
                        SshReason.RECORDING_FAILED, Stage.CHANNEL, "the shell cannot be recorded: " + cause)
                .causedBy(cause);
        return new SshException(machine.map(failure::on).orElse(failure));
    }

    @Override
    public Flux<ByteBuffer> screen() {
        return Flux.defer(() -> {
            if (!watched.compareAndSet(false, true)) {
                return shell.screen(); // which refuses a second time
            }
            Flux<ByteBuffer> recorded = shell.screen()
                    .publishOn(Schedulers.boundedElastic(), PREFETCH)
                    .<ByteBuffer>handle((chunk, sink) -> pass(chunk, () -> cast.output(chunk), sink))
                    .concatWith(Mono.defer(() -> Mono.justOrEmpty(failure.get()).flatMap(Mono::error)))
                    .doFinally(end -> screenEnded.tryEmitEmpty());
            return ReadToTheEnd.of(recorded);
        });
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> keystrokes) {
        if (!includesInput) {
            return shell.send(keystrokes);
        }
        return shell.send(Flux.from(keystrokes)
                .publishOn(Schedulers.boundedElastic(), PREFETCH)
                .<ByteBuffer>handle((chunk, sink) -> pass(chunk, () -> cast.input(chunk), sink)));
    }

    private void pass(ByteBuffer chunk, Entry entry, SynchronousSink<ByteBuffer> sink) {
        try {
            entry.write();
            sink.next(chunk);
        } catch (IOException e) {
            sink.error(giveUp(e));
        }
    }

    /** Whoever wants it recorded does not want it otherwise. */
    private SshException giveUp(IOException cause) {
        SshException error = failed(cause, machine);
        failure.compareAndSet(null, error);
        Handover.discard(shell);
        return error;
    }

    @Override
    public Mono<Void> resize(int columns, int rows) {
        Mono<Void> entry = Mono.<Void>fromCallable(() -> {
                    cast.resized(columns, rows);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(IOException.class, this::giveUp);
        return shell.resize(columns, rows).then(entry);
    }

    @Override
    public Mono<Void> signal(String name) {
        return shell.signal(name);
    }

    @Override
    public Mono<Void> sendBreak(Duration length) {
        return shell.sendBreak(length);
    }

    @Override
    public Mono<ExitStatus> exit() {
        return shell.exit();
    }

    @Override
    public Mono<Void> close() {
        Mono<Void> drained = Mono.defer(() -> watched.get() ? screenEnded.asMono() : Mono.empty())
                .timeout(DRAIN)
                .onErrorComplete();
        Mono<Void> closed = Mono.<Void>fromCallable(() -> {
                    cast.close();
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorComplete();
        return shell.close().then(drained).then(closed);
    }

    @Override
    public Mono<Void> onClose() {
        return shell.onClose();
    }
}
