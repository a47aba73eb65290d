package io.arcconnect.ssh.internal.exec;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.OutputLimit;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.internal.channel.ChannelInput;
import io.arcconnect.ssh.internal.channel.ChannelOutput;
import io.arcconnect.ssh.internal.channel.Closes;
import io.arcconnect.ssh.internal.ground.Delivery;
import io.arcconnect.ssh.internal.ground.Endings;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A command whose channel is open: feeds its input, minds its time and tells its end. */
final class MinaCommand implements RemoteCommand {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final Pattern SIGNAL = Pattern.compile("[A-Z][A-Z0-9]*");

    /** What holds when nobody chose: enough for any report, little enough for a fleet. */
    private static final OutputLimit USUAL = OutputLimit.headAndTail(32 * 1024 * 1024, 32 * 1024 * 1024);

    /**
     * What a command needs of its session.
     *
     * @param delivery where the user's code is called
     * @param charset of texts, unless the command has its own
     * @param endings the session's
     */
    record Surroundings(Scheduler delivery, Charset charset, Endings endings) {}

    private final MinaExec channel;
    private final CommandSpec command;
    private final Surroundings session;
    private final CommandEnd end;
    private final Disposable.Swap input = Disposables.swap();
    private final Disposable.Swap deadline = Disposables.swap();
    private final Sinks.Empty<Void> inputFailed = Sinks.empty();

    private MinaCommand(MinaExec channel, CommandEnd end, Surroundings session) {
        this.channel = channel;
        this.command = channel.plan().spec();
        this.session = session;
        this.end = end;
    }

    /** Feeds the input of a command that the server has accepted. */
    static MinaCommand started(MinaExec channel, CommandEnd end, Surroundings session) {
        MinaCommand started = new MinaCommand(channel, end, session);
        started.feed();
        started.command.options().timeout().ifPresent(started::mind);
        return started;
    }

    private void feed() {
        // The owner of this subscription: it ends with the input, or with the channel.
        input.update(ChannelOutput.send(channel, Delivery.from(session.delivery(), stdin()))
                .then(Mono.fromCallable(() -> {
                    channel.sayEof();
                    return null;
                }))
                .subscribe(nothing -> {}, told -> {}));
    }

    /** The user's own publisher: its error is the command's, while one of sending shows in the channel's end. */
    private Flux<ByteBuffer> stdin() {
        return Flux.concat(answers(), script(), command.stdin().apply(charset()))
                .onErrorResume(own -> {
                    channel.report().ended(ActionOutcome.failed(own));
                    inputFailed.tryEmitError(own);
                    // The owner of this subscription: it is bounded.
                    endWithoutInput().subscribe();
                    return Flux.error(own);
                });
    }

    /** Closing alone would look to the command like the end of its input. What sudo has not let run reads none. */
    private Mono<Void> endWithoutInput() {
        return didRun() ? end.run() : Closes.gracefully(channel);
    }

    private Flux<ByteBuffer> answers() {
        return command.options()
                .sudo()
                .flatMap(sudo -> channel.foreword()
                        .map(foreword -> foreword.answers(sudo.password().map(this::asUsersCode))))
                .orElse(Flux.empty());
    }

    /** sudo asks on the I/O thread. */
    private <T> Mono<T> asUsersCode(Mono<T> supplier) {
        return session.delivery() == Schedulers.immediate() ? supplier : supplier.subscribeOn(session.delivery());
    }

    private Flux<ByteBuffer> script() {
        String text = channel.plan().input();
        return text.isEmpty() ? Flux.empty() : Flux.just(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private Charset charset() {
        return command.options().charset().orElse(session.charset());
    }

    private void mind(Duration most) {
        if (most.compareTo(FOR_EVER) >= 0) {
            return; // no clock counts that far
        }
        channel.addCloseFutureListener(closed -> deadline.dispose());
        // The owner of this subscription: it ends with the channel.
        deadline.update(Mono.delay(most).then(Mono.defer(() -> timeUp(most))).subscribe());
    }

    private Mono<Void> timeUp(Duration most) {
        channel.overdue(most);
        return end.run();
    }

    @Override
    public Flux<ByteBuffer> stdout() {
        return channel.stdout().flux(session.delivery());
    }

    @Override
    public Flux<ByteBuffer> stderr() {
        return channel.stderr().flux(session.delivery());
    }

    @Override
    public Mono<ExitStatus> exit() {
        return Delivery.on(session.delivery(), ending().flatMap(exit -> didRun() ? Mono.just(exit) : kept()));
    }

    private Mono<ExitStatus> kept() {
        return Mono.error(() -> Foreword.refused(channel.attempt().machine(), "sudo did not let the command run"));
    }

    /** Whether sudo, where there is one, let it. */
    private boolean didRun() {
        return command.options().sudo().isEmpty() || channel.hasBegun();
    }

    private Mono<ExitStatus> ending() {
        Mono<ExitStatus> over = channel.closed().then(Mono.fromSupplier(channel::exitStatus));
        return Mono.firstWithSignal(inputFailed.asMono().then(Mono.never()), over);
    }

    /** Gathers both outputs where they are decoded, or where the user's code is called when it watches. */
    Mono<CommandOutcome> collect(MachineId machine) {
        return Mono.defer(() -> {
            OutputLimit limit = command.options().limit().orElse(USUAL);
            Gathered out = new Gathered(limit);
            Gathered err = new Gathered(limit);
            return Mono.when(
                            out.from(seen(OutputWatch::stdout, channel.stdout())),
                            err.from(seen(OutputWatch::stderr, channel.stderr())),
                            ending())
                    .then(Mono.defer(() -> {
                        Collected result = result(machine, out, err);
                        return didRun()
                                ? Mono.just(new CommandOutcome(result, Optional.empty()))
                                : Mono.error(Foreword.refused(
                                        machine, "sudo did not let the command run" + because(result.evidence())));
                    }))
                    .onErrorResume(
                            SshException.class,
                            error -> Mono.just(
                                    new CommandOutcome(result(machine, out, err), Optional.of(error.failure()))));
        });
    }

    private Flux<ByteBuffer> seen(Function<OutputWatch, Consumer<ByteBuffer>> which, ChannelInput output) {
        return command.options()
                .watch()
                .map(watch -> OutputWatch.through(which.apply(watch), output.flux(session.delivery())))
                .orElseGet(output::flux);
    }

    private static String because(String evidence) {
        return evidence.isEmpty() ? ", and did not say why" : ": " + evidence;
    }

    private Collected result(MachineId machine, Gathered out, Gathered err) {
        return new Collected(
                machine,
                channel.exitStatus(),
                out.captured(),
                err.captured(),
                charset(),
                command.options().limit().isPresent(),
                exportedVariables());
    }

    @Override
    public Mono<Boolean> signal(String name) {
        if (!SIGNAL.matcher(name).matches()) {
            throw new IllegalArgumentException("no signal is called " + name);
        }
        return Delivery.on(session.delivery(), end.signal(name));
    }

    @Override
    public Set<String> exportedVariables() {
        return channel.plan().exported();
    }

    @Override
    public Mono<Void> close() {
        return Delivery.on(session.delivery(), closing());
    }

    /** As {@link #close}, told on whatever thread. */
    Mono<Void> closing() {
        return session.endings().track(Mono.defer(() -> {
            // Whoever closes a command that has not ended does not want it any more.
            channel.report().ended(ActionOutcome.cancelled());
            input.dispose();
            deadline.dispose();
            return end.run();
        }));
    }

    @Override
    public Mono<Void> onClose() {
        return Delivery.on(session.delivery(), channel.closed());
    }
}
