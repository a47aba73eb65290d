package io.arcconnect.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.arcconnect.fake.ShellScript.Step;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.SshShell;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A shell by script. What is typed is compared as bytes, each of which is one character here. */
final class FakeShell implements SshShell, FakeSshSession.Interruptible {

    private static final Duration LONGEST_BREAK = Duration.ofSeconds(3);

    private final MachineId machine;
    private final ShellScript script;
    private final Consumer<FakeShell> ended;
    private final Sinks.Many<ByteBuffer> screen = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.One<ExitStatus> exit = Sinks.one();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final StringBuilder typed = new StringBuilder();

    FakeShell(MachineId machine, ShellScript script, Consumer<FakeShell> ended) {
        this.machine = machine;
        this.script = script;
        this.ended = ended;
        show(script.greeting());
    }

    @Override
    public Flux<ByteBuffer> screen() {
        return screen.asFlux();
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> keystrokes) {
        return Mono.defer(() -> {
            if (over.get()) {
                return Mono.error(new ClosedChannelException());
            }
            if (!sending.compareAndSet(false, true)) {
                return Mono.error(new IllegalStateException("another sending is under way"));
            }
            return Flux.from(keystrokes)
                    .concatMap(bytes -> Mono.fromRunnable(() -> type(bytes)), 1)
                    .then()
                    .doOnTerminate(() -> sending.set(false))
                    .doOnCancel(() -> sending.set(false));
        });
    }

    private void type(ByteBuffer bytes) {
        typed.append(ISO_8859_1.decode(bytes.duplicate()));
        while (typed.length() > 0 && !over.get() && step()) {
            // One after the other, as they were typed.
        }
    }

    /** {@return whether the beginning of what was typed fits, and is done with} */
    private boolean step() {
        String pending = typed.toString();
        boolean mayBecomeOne = false;
        for (Map.Entry<String, Step> each : script.steps().entrySet()) {
            String keys = new String(each.getKey().getBytes(UTF_8), ISO_8859_1);
            if (pending.startsWith(keys)) {
                typed.delete(0, keys.length());
                show(each.getValue().screen());
                each.getValue().end().ifPresent(status -> end(Optional.of(status)));
                return true;
            }
            mayBecomeOne |= keys.startsWith(pending);
        }
        if (!mayBecomeOne) {
            AssertionError unexpected = new AssertionError("unexpected keystrokes in the fake shell on "
                    + machine.name()
                    + ": \"" + readable(pending) + "\"; say what it does with answers(…); it knows "
                    + script.steps().keySet().stream().map(FakeShell::readable).toList());
            interrupt(unexpected);
            throw unexpected;
        }
        return false;
    }

    private static String readable(String keys) {
        return keys.replace("\r", "\\r").replace("\n", "\\n").replaceAll("\\p{Cntrl}", "^");
    }

    private void show(String text) {
        if (!text.isEmpty()) {
            screen.tryEmitNext(ByteBuffer.wrap(text.getBytes(UTF_8)));
        }
    }

    private void end(Optional<ExitStatus> status) {
        if (over.compareAndSet(false, true)) {
            ended.accept(this);
            exit.tryEmitValue(status.orElseGet(ExitStatus::unreported));
            screen.tryEmitComplete();
            closed.tryEmitEmpty();
        }
    }

    @Override
    public void interrupt(Throwable error) {
        if (over.compareAndSet(false, true)) {
            ended.accept(this);
            exit.tryEmitError(error);
            screen.tryEmitError(error);
            closed.tryEmitError(error);
        }
    }

    @Override
    public Mono<Void> resize(int columns, int rows) {
        if (columns < 1 || columns > 65_535 || rows < 1 || rows > 65_535) {
            throw new IllegalArgumentException("a size must be 1 to 65535, got " + columns + "x" + rows);
        }
        return Mono.empty();
    }

    /** Ends it. */
    @Override
    public Mono<Void> signal(String name) {
        if (!name.matches("[A-Z0-9@.\\-]+")) {
            throw new IllegalArgumentException("no name of a signal: \"" + name + '"');
        }
        return Mono.fromRunnable(() -> end(Optional.of(ExitStatus.signalled(name))));
    }

    @Override
    public Mono<Void> sendBreak(Duration length) {
        if (length.isNegative() || length.compareTo(LONGEST_BREAK) > 0) {
            throw new IllegalArgumentException("a break must be 0 to 3 seconds, got " + length);
        }
        return Mono.empty();
    }

    @Override
    public Mono<ExitStatus> exit() {
        return exit.asMono();
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(() -> end(Optional.empty()));
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
