package io.arcconnect.internal.diagnose;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What one diagnosis has found so far, for the looks that come later. */
final class Findings {

    private final MachineId id;
    private final Optional<RelayService> wanted;
    private final AtomicReference<@Nullable DuplexStream> stream = new AtomicReference<>();
    private volatile RelayService service;
    private volatile @Nullable MachineState machine;
    private volatile @Nullable RelayCredentials credentials;
    private volatile boolean closed;

    Findings(MachineId id, Optional<RelayService> wanted) {
        this.id = id;
        this.wanted = wanted;
        this.service = wanted.orElseGet(RelayService::ssh);
    }

    MachineId id() {
        return id;
    }

    /** {@return the service that somebody asked for by its port, if so} */
    Optional<RelayService> wanted() {
        return wanted;
    }

    /** {@return what is dialed: what was asked for, else what is configured, else SSH on its usual port} */
    RelayService service() {
        return service;
    }

    void dial(RelayService configured) {
        service = configured;
    }

    Optional<MachineState> machine() {
        return Optional.ofNullable(machine);
    }

    void machine(MachineState state) {
        machine = state;
    }

    Optional<RelayCredentials> credentials() {
        return Optional.ofNullable(credentials);
    }

    void credentials(RelayCredentials issued) {
        credentials = issued;
    }

    Optional<DuplexStream> stream() {
        return Optional.ofNullable(stream.get());
    }

    /** Keeps a stream until {@link #close()}; one that comes later is closed. */
    void stream(DuplexStream opened) {
        stream.set(opened);
        if (closed) {
            Handover.discard(opened);
        }
    }

    Mono<Void> close() {
        return Mono.defer(() -> {
            closed = true;
            return stream().map(DuplexStream::close).orElseGet(Mono::empty);
        });
    }
}
