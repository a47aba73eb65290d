package io.arcconnect.ssh;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.event.ActionOutcome;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** A command whose channel is open: feeds its input and tells its end. */
final class MinaCommand implements RemoteCommand {

    private final MinaExec channel;
    private final Exec command;
    private final Scheduler delivery;
    private final Disposable.Swap input = Disposables.swap();
    private final Sinks.Empty<Void> inputFailed = Sinks.empty();

    private MinaCommand(MinaExec channel, Exec command, Scheduler delivery) {
        this.channel = channel;
        this.command = command;
        this.delivery = delivery;
    }

    /** Feeds the input of a command that the server has accepted. */
    static MinaCommand started(MinaExec channel, Exec command, Scheduler delivery) {
        MinaCommand started = new MinaCommand(channel, command, delivery);
        started.feed();
        return started;
    }

    private void feed() {
        // The owner of this subscription: it ends with the input, or with the channel.
        input.update(ChannelOutput.send(channel, Delivery.from(delivery, stdin()))
                .then(Mono.fromCallable(() -> {
                    channel.sayEof();
                    return null;
                }))
                .subscribe(nothing -> {}, told -> {}));
    }

    /** The user's own publisher: its error is the command's, while one of sending shows in the channel's end. */
    private Flux<ByteBuffer> stdin() {
        return Flux.from(command.stdin()).onErrorResume(own -> {
            channel.report().ended(ActionOutcome.failed(own));
            inputFailed.tryEmitError(own);
            channel.close(false);
            return Flux.error(own);
        });
    }

    @Override
    public Flux<ByteBuffer> stdout() {
        return Delivery.on(delivery, channel.stdout().flux());
    }

    @Override
    public Flux<ByteBuffer> stderr() {
        return Delivery.on(delivery, channel.stderr().flux());
    }

    @Override
    public Mono<ExitStatus> exit() {
        return Delivery.on(delivery, ending());
    }

    private Mono<ExitStatus> ending() {
        Mono<ExitStatus> end = channel.closed().then(Mono.fromSupplier(channel::exitStatus));
        return Mono.firstWithSignal(inputFailed.asMono().then(Mono.never()), end);
    }

    /** Gathers both outputs where they are decoded: no user code is involved. */
    Mono<ExecResult> collect(MachineId machine) {
        return Mono.defer(() -> Mono.zip(
                        gather(channel.stdout().flux()), gather(channel.stderr().flux()), ending())
                .map(all -> new ExecResult(machine, all.getT3(), all.getT1(), all.getT2())));
    }

    private static Mono<byte[]> gather(Flux<ByteBuffer> chunks) {
        return chunks.collect(ByteArrayOutputStream::new, MinaCommand::append).map(ByteArrayOutputStream::toByteArray);
    }

    private static void append(ByteArrayOutputStream bytes, ByteBuffer chunk) {
        bytes.write(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
    }

    @Override
    public Mono<Void> close() {
        return Delivery.on(delivery, closing());
    }

    /** As {@link #close}, told on whatever thread. */
    Mono<Void> closing() {
        return Mono.defer(() -> {
            // Whoever closes a command that has not ended does not want it any more.
            channel.report().ended(ActionOutcome.cancelled());
            input.dispose();
            return Closes.gracefully(channel);
        });
    }

    @Override
    public Mono<Void> onClose() {
        return Delivery.on(delivery, channel.closed());
    }
}
