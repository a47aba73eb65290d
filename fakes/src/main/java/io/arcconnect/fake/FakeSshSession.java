package io.arcconnect.fake;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.RemoteEndpoint;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.ShellRequest;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.ssh.SshShell;
import io.arcconnect.testkit.FakeCarrier;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A session by script. */
final class FakeSshSession implements SshSession {

    private final Route route;
    private final SshScript script;
    private final Set<Interruptible> running = ConcurrentHashMap.newKeySet();
    private final Set<AsyncCloseable> opened = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    /** What the end of a session interrupts. */
    interface Interruptible {
        void interrupt(Throwable error);
    }

    FakeSshSession(Route route, SshScript script) {
        this.route = route;
        this.script = script;
        script.open().add(this);
    }

    @Override
    public Mono<ExecResult> exec(Exec command) {
        return Mono.usingWhen(
                running(command), begun -> new Collecting(begun.ran()).result(begun), FakeRemoteCommand::close);
    }

    @Override
    public Mono<RemoteCommand> start(Exec command) {
        return running(command).map(begun -> begun);
    }

    private Mono<FakeRemoteCommand> running(Exec command) {
        if (!script.knows(command)) {
            throw unexpected(command);
        }
        return whileOpen(() -> {
            CommandRule rule = script.take(command).orElseThrow(() -> unexpected(command));
            RanCommand ran = new RanCommand(route.machine(), command);
            script.noteRan(ran);
            FakeRemoteCommand begun = new FakeRemoteCommand(ran, rule.answer(), running::remove);
            running.add(begun);
            return Mono.just(begun);
        });
    }

    private AssertionError unexpected(Exec command) {
        String text = "\"" + command.command() + "\"";
        return script.unexpected(
                route.machine(),
                "command " + text,
                "say what it does with on(" + text + ").returns(…); it knows " + script.known());
    }

    @Override
    public RemoteShell shell() {
        return script.loginShell();
    }

    @Override
    public Optional<String> user() {
        return script.user();
    }

    @Override
    public Mono<DuplexStream> openStream(String host, int port) {
        String call = "openStream(" + host + ", " + port + ")";
        FakeCarrier carrier = script.carrier().orElseThrow(() -> unexpected(call, "reaching(carrier)"));
        return whileOpen(() -> carrier.open(route).flatMap(session -> {
            opened.add(session);
            return session.openStream(host, port);
        }));
    }

    @Override
    public Mono<DuplexStream> openSocket(String path) {
        return stream("openSocket(" + path + ")", "onSocket(…)");
    }

    @Override
    public Mono<DuplexStream> openSubsystem(String name) {
        return stream("openSubsystem(" + name + ")", "onSubsystem(…)");
    }

    private Mono<DuplexStream> stream(String call, String option) {
        Supplier<Mono<DuplexStream>> made = script.stream(call).orElseThrow(() -> unexpected(call, option));
        return whileOpen(() -> made.get().doOnNext(opened::add));
    }

    @Override
    public Mono<RemoteEndpoint> listen(String host, int port, Function<DuplexStream, Mono<Void>> onAccept) {
        return listening("listen", host + ":" + port, onAccept);
    }

    @Override
    public Mono<RemoteEndpoint> listenSocket(String path, Function<DuplexStream, Mono<Void>> onAccept) {
        return listening("listenSocket", path, onAccept);
    }

    private Mono<RemoteEndpoint> listening(String call, String address, Function<DuplexStream, Mono<Void>> onAccept) {
        var answer = script.listening().orElseThrow(() -> unexpected(call + "(" + address + ")", "onListen(…)"));
        return whileOpen(() -> answer.apply(address, onAccept).doOnNext(opened::add));
    }

    @Override
    public Mono<SshShell> openShell(ShellRequest request) {
        var told = script.shell().orElseThrow(() -> unexpected("openShell(" + request + ")", "onShell(…)"));
        return whileOpen(() -> {
            ShellScript lines = new ShellScript();
            told.accept(lines);
            FakeShell shell = new FakeShell(route.machine(), lines, running::remove);
            running.add(shell);
            opened.add(shell);
            return Mono.just(shell);
        });
    }

    private AssertionError unexpected(String call, String option) {
        return script.unexpected(route.machine(), call, "say what it does with " + option);
    }

    @Override
    public Route route() {
        return route;
    }

    void lose(Throwable cause) {
        if (over.compareAndSet(false, true)) {
            script.open().remove(this);
            running.forEach(each ->
                    each.interrupt(new SshException(failure(SshReason.OUTCOME_UNKNOWN, "the fake session was lost")
                            .causedBy(cause))));
            script.carrier().ifPresent(carrier -> carrier.lose(cause));
            closed.tryEmitError(cause);
        }
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            if (over.compareAndSet(false, true)) {
                script.open().remove(this);
                running.forEach(each -> each.interrupt(
                        new SshException(failure(SshReason.OUTCOME_UNKNOWN, "the fake session was closed"))));
                return Flux.fromIterable(opened)
                        .flatMap(AsyncCloseable::close)
                        .then()
                        .doFinally(end -> closed.tryEmitEmpty());
            }
            return closed.asMono().onErrorComplete();
        });
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }

    private <T> Mono<T> whileOpen(Supplier<Mono<T>> work) {
        return Mono.defer(() -> over.get()
                ? Mono.error(new SshException(failure(SshReason.SESSION_LOST, "the fake session is not open any more")))
                : work.get());
    }

    private Failure failure(SshReason reason, String detail) {
        return Failure.of(reason, Stage.CHANNEL, detail).on(route.machine());
    }
}
