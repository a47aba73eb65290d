package io.arcconnect.examples.jobs;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.RemoteEndpoint;
import io.arcconnect.ssh.ShellRequest;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.ssh.SshShell;
import io.arcconnect.testkit.FakeMachine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Answers every command with the same text: what a mocking library would make from one line. */
final class CannedSession implements SshSession {

    private final byte[] stdout;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private volatile boolean isClosed;

    CannedSession(String stdout) {
        this.stdout = stdout.getBytes(StandardCharsets.UTF_8);
    }

    List<String> commands() {
        return commands;
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public Mono<ExecResult> exec(Exec command) {
        return Mono.fromSupplier(() -> {
            commands.add(command.command());
            return new ExecResult(FakeMachine.named("canned").id(), ExitStatus.of(0), stdout, new byte[0]);
        });
    }

    @Override
    public Mono<RemoteCommand> start(Exec command) {
        return Mono.error(new UnsupportedOperationException("start"));
    }

    @Override
    public Mono<DuplexStream> openStream(String host, int port) {
        return Mono.error(new UnsupportedOperationException("openStream"));
    }

    @Override
    public Mono<DuplexStream> openSubsystem(String name) {
        return Mono.error(new UnsupportedOperationException("openSubsystem"));
    }

    @Override
    public Mono<SshShell> openShell(ShellRequest request) {
        return Mono.error(new UnsupportedOperationException("openShell"));
    }

    @Override
    public Mono<DuplexStream> openSocket(String path) {
        return Mono.error(new UnsupportedOperationException("openSocket"));
    }

    @Override
    public Mono<RemoteEndpoint> listen(String host, int port, Function<DuplexStream, Mono<Void>> onAccept) {
        return Mono.error(new UnsupportedOperationException("listen"));
    }

    @Override
    public Mono<RemoteEndpoint> listenSocket(String path, Function<DuplexStream, Mono<Void>> onAccept) {
        return Mono.error(new UnsupportedOperationException("listenSocket"));
    }

    @Override
    public Route route() {
        throw new UnsupportedOperationException("route");
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(() -> {
            isClosed = true;
            closed.tryEmitEmpty();
        });
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
