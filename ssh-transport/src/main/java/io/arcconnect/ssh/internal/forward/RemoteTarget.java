package io.arcconnect.ssh.internal.forward;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.StreamPump;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** What a forward that begins on a machine leads to. */
public sealed interface RemoteTarget {

    /** Serves a connection until it ends. */
    Mono<Void> serve(DuplexStream accepted, Route route, ForwardReport report);

    /** {@return as people write it} */
    String address();

    /** A host and port, as this computer resolves them. */
    record Dialed(String host, int port) implements RemoteTarget {

        @Override
        public Mono<Void> serve(DuplexStream accepted, Route route, ForwardReport report) {
            return route.localDialer()
                    .dial(host, port)
                    .onErrorMap(report::unreachable)
                    .flatMap(target -> StreamPump.pump(accepted, target));
        }

        @Override
        public String address() {
            return host + ":" + port;
        }
    }

    /** The user's code. */
    record Handled(Function<DuplexStream, Mono<Void>> onAccept) implements RemoteTarget {

        @Override
        public Mono<Void> serve(DuplexStream accepted, Route route, ForwardReport report) {
            return onAccept.apply(accepted);
        }

        @Override
        public String address() {
            return "code";
        }
    }
}
