package io.arcconnect.ssh.internal.forward;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.ssh.RemoteEndpoint;
import io.arcconnect.ssh.SshSession;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Where a machine is asked to listen: on a socket's path, or else on host and port. */
public record ListenPlace(String host, int port, Optional<String> path) {

    public static final ListenPlace ANY_PORT = new ListenPlace("localhost", 0, Optional.empty());

    public Mono<RemoteEndpoint> on(SshSession session, Function<DuplexStream, Mono<Void>> onAccept) {
        return path.map(socket -> session.listenSocket(socket, onAccept))
                .orElseGet(() -> session.listen(host, port, onAccept));
    }

    /** The same place again, also when its port was the machine's choice. */
    ListenPlace as(RemoteEndpoint granted) {
        return new ListenPlace(host, granted.port().orElse(port), path);
    }

    @Override
    public String toString() {
        return path.orElse(host + ":" + port);
    }
}
