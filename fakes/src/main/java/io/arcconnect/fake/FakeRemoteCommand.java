package io.arcconnect.fake;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.fake.CommandAnswer.Played;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A command by script that runs. */
final class FakeRemoteCommand implements RemoteCommand, FakeSshSession.Interruptible {

    private static final Pattern SIGNAL = Pattern.compile("[A-Z][A-Z0-9]*");

    private final RanCommand ran;
    private final Played played;
    private final Mono<ExitStatus> exit;
    private final Consumer<FakeRemoteCommand> ended;
    private final Sinks.Empty<Void> stop = Sinks.empty();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean stdoutTaken = new AtomicBoolean();
    private final AtomicBoolean stderrTaken = new AtomicBoolean();
    private final Disposable deadline;
    private volatile ExitStatus atStop = ExitStatus.signalled("TERM");

    FakeRemoteCommand(RanCommand ran, CommandAnswer answer, Consumer<FakeRemoteCommand> ended) {
        this.ran = ran;
        this.ended = ended;
        Flux<ByteBuffer> input = Flux.defer(() -> ran.exec().stdin()).doOnNext(ran::read);
        this.played = answer.play(ran, input);
        this.exit = Mono.defer(this.played::exit)
                .takeUntilOther(stop.asMono())
                .switchIfEmpty(Mono.fromSupplier(() -> atStop))
                .cache();
        this.deadline = ran.exec().timeout().map(this::endAfter).orElseGet(Disposables::disposed);
    }

    RanCommand ran() {
        return ran;
    }

    /** The owner of this subscription: the command, which ends it when it is closed. */
    private Disposable endAfter(Duration most) {
        return Mono.delay(most)
                .subscribe(tick -> interrupt(new SshException(Failure.of(
                                SshReason.COMMAND_TIMED_OUT,
                                Stage.CHANNEL,
                                "the fake command did not end within " + most)
                        .on(ran.machine()))));
    }

    @Override
    public void interrupt(Throwable error) {
        stop.tryEmitError(error);
        if (over.compareAndSet(false, true)) {
            ended.accept(this);
            deadline.dispose();
            closed.tryEmitError(error);
        }
    }

    @Override
    public Flux<ByteBuffer> stdout() {
        return once(stdoutTaken, played.stdout());
    }

    @Override
    public Flux<ByteBuffer> stderr() {
        return once(stderrTaken, played.stderr());
    }

    private Flux<ByteBuffer> once(AtomicBoolean taken, Flux<ByteBuffer> output) {
        return Flux.defer(() -> taken.compareAndSet(false, true)
                ? output.takeUntilOther(stop.asMono())
                : Flux.error(new IllegalStateException("somebody reads this output already")));
    }

    @Override
    public Mono<ExitStatus> exit() {
        return exit;
    }

    /** Every signal ends it. */
    @Override
    public Mono<Boolean> signal(String name) {
        if (!SIGNAL.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a signal: \"" + name + '"');
        }
        return Mono.fromSupplier(() -> {
            atStop = ExitStatus.signalled(name);
            stop.tryEmitEmpty();
            return true;
        });
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(() -> {
            stop.tryEmitEmpty();
            if (over.compareAndSet(false, true)) {
                ended.accept(this);
                deadline.dispose();
                closed.tryEmitEmpty();
            }
        });
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
