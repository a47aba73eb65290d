package io.arcconnect.testkit.internal.memory;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.DuplexStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** What listens where, and who is connected. */
public final class MemoryWorld {

    /** What a place does to whoever wants a stream there. */
    @FunctionalInterface
    interface Place {
        Mono<Function<DuplexStream, Mono<Void>>> answer(String address, MachineId machine);
    }

    private static final Place CLOSED =
            (address, machine) -> refused(ArcReason.STREAM_TARGET_REFUSED, "nothing answers at " + address, machine);

    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Set<MemorySession> sessions = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /**
     * Lets something listen.
     *
     * @param host where
     * @param port where
     * @param work serves one stream
     */
    public void listen(String host, int port, Function<DuplexStream, Mono<Void>> work) {
        places.put(address(host, port), (address, machine) -> Mono.just(work));
    }

    /**
     * Forbids a place.
     *
     * @param host where
     * @param port where
     */
    public void forbid(String host, int port) {
        places.put(
                address(host, port),
                (address, machine) ->
                        refused(ArcReason.STREAM_PROHIBITED, "no stream may lead to " + address, machine));
    }

    /**
     * Gives no answer.
     *
     * @param host where
     * @param port where
     */
    public void hang(String host, int port) {
        places.put(address(host, port), (address, machine) -> Mono.never());
    }

    /**
     * Forgets a place.
     *
     * @param host where
     * @param port where
     */
    public void stop(String host, int port) {
        places.remove(address(host, port));
    }

    /** {@return the open sessions} */
    public Set<MemorySession> sessions() {
        return sessions;
    }

    /** {@return what was asked for} */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    Mono<Function<DuplexStream, Mono<Void>>> answer(String address, MachineId machine) {
        asked.add(address);
        return places.getOrDefault(address, CLOSED).answer(address, machine);
    }

    static String address(String host, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, got " + port);
        }
        return Objects.requireNonNull(host, "host") + ":" + port;
    }

    private static <T> Mono<T> refused(ArcReason reason, String detail, MachineId machine) {
        return Mono.error(() ->
                new ProtocolException(Failure.of(reason, Stage.CHANNEL, detail).on(machine)));
    }
}
