package io.arcconnect.ssh;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.internal.forward.Ports;
import io.arcconnect.ssh.internal.forward.RemotePaths;
import io.arcconnect.ssh.internal.ground.Grounded;
import io.arcconnect.ssh.internal.ground.SessionGround;
import io.arcconnect.ssh.internal.session.MinaSession;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A session as the user sees it: checked arguments, commands as users describe them, and their results. */
final class DefaultSshSession implements SshSession, Grounded {

    private final MinaSession session;

    DefaultSshSession(MinaSession session) {
        this.session = session;
    }

    @Override
    public RemoteShell shell() {
        return session.shell();
    }

    @Override
    public Mono<ExecResult> exec(Exec command) {
        return session.exec(Objects.requireNonNull(command, "command").spec()).flatMap(ExecResult::of);
    }

    @Override
    public Mono<RemoteCommand> start(Exec command) {
        return session.start(Objects.requireNonNull(command, "command").spec());
    }

    @Override
    public Mono<DuplexStream> openStream(String host, int port) {
        return session.openStream(Objects.requireNonNull(host, "host"), Ports.inRange(port, 1));
    }

    @Override
    public Mono<DuplexStream> openSocket(String path) {
        return session.openSocket(RemotePaths.check(path));
    }

    @Override
    public Mono<RemoteEndpoint> listen(String host, int port, Function<DuplexStream, Mono<Void>> onAccept) {
        return session.listen(
                Objects.requireNonNull(host, "host"),
                Ports.inRange(port, 0),
                Objects.requireNonNull(onAccept, "onAccept"));
    }

    @Override
    public Mono<RemoteEndpoint> listenSocket(String path, Function<DuplexStream, Mono<Void>> onAccept) {
        return session.listenSocket(RemotePaths.check(path), Objects.requireNonNull(onAccept, "onAccept"));
    }

    @Override
    public Route route() {
        return session.route();
    }

    @Override
    public Mono<DuplexStream> openSubsystem(String name) {
        if (Objects.requireNonNull(name, "name").isEmpty()) {
            throw new IllegalArgumentException("a subsystem must have a name");
        }
        return session.openSubsystem(name);
    }

    @Override
    public Mono<SshShell> openShell(ShellRequest request) {
        return session.openShell(Objects.requireNonNull(request, "request"));
    }

    @Override
    public Optional<SessionGround> ground() {
        return Optional.of(session.ground());
    }

    @Override
    public Optional<String> user() {
        return session.user();
    }

    @Override
    public Optional<String> trackingId() {
        return session.trackingId();
    }

    @Override
    public Mono<Void> close() {
        return session.close();
    }

    @Override
    public Mono<Void> onClose() {
        return session.onClose();
    }
}
