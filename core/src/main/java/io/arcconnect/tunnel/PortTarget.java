package io.arcconnect.tunnel;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.spi.StreamPump;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** A host and port, as the machine resolves them. */
record PortTarget(String host, int port) implements TunnelTarget<StreamOpener> {

    /** Checks both. */
    PortTarget {
        if (Objects.requireNonNull(host, "host").isEmpty()) {
            throw new IllegalArgumentException("a host must not be empty");
        }
        TunnelOptions.inRange(port, 1);
    }

    @Override
    public Mono<Void> carry(DuplexStream accepted, CurrentSession<StreamOpener> current) {
        return current.open(session -> session.openStream(host, port))
                .flatMap(target -> StreamPump.pump(accepted, target));
    }

    @Override
    public String address() {
        return host + ":" + port;
    }
}
