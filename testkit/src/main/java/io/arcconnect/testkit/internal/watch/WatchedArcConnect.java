package io.arcconnect.testkit.internal.watch;

import com.azure.core.credential.TokenCredential;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.Fleet;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineQuery;
import io.arcconnect.model.MachineState;
import io.arcconnect.testkit.Leak;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Remembers what was opened through an {@code ArcConnect}, and where; does nothing else. */
public final class WatchedArcConnect implements ArcConnect {

    private static final Duration CLOSE = Duration.ofSeconds(20);

    private final ArcConnect arc;
    private final Watch watch;

    private WatchedArcConnect(ArcConnect arc, Watch watch) {
        this.arc = arc;
        this.watch = watch;
    }

    /**
     * Watches one, which counts as open itself until it is closed.
     *
     * @param arc just built
     * @param byDefault whose it is, where the calling thread is nobody's
     * @return the same, watched
     */
    public static ArcConnect around(ArcConnect arc, Watch byDefault) {
        Watch watch = Watch.current().orElse(byDefault);
        Watch.Entry entry = watch.opened(
                Leak.Kind.ARC_CONNECT,
                "an ArcConnect that nobody closed",
                Place.here(),
                () -> arc.close().block(CLOSE));
        // The owner of this subscription: it ends with the ArcConnect.
        arc.onClose().subscribe(nothing -> {}, lost -> entry.end(), entry::end);
        return new WatchedArcConnect(arc, watch);
    }

    @Override
    public ArcConnect withCredential(TokenCredential credential) {
        return new WatchedArcConnect(arc.withCredential(credential), watch);
    }

    @Override
    public ArcConnect withCredential(TokenCredential credential, String label) {
        return new WatchedArcConnect(arc.withCredential(credential, label), watch);
    }

    @Override
    public ArcMachine machine(MachineId id) {
        return new WatchedMachine(arc.machine(id), watch);
    }

    @Override
    public Flux<MachineState> machines(MachineQuery query) {
        return arc.machines(query);
    }

    @Override
    public Fleet fleet(Publisher<? extends ArcMachine> machines) {
        return new WatchedFleet(arc.fleet(machines));
    }

    @Override
    public Mono<ArcMachine> find(String subscriptionId, String resourceGroup, String name) {
        return arc.find(subscriptionId, resourceGroup, name).map(machine -> new WatchedMachine(machine, watch));
    }

    @Override
    public Mono<Void> drain(Duration longest) {
        return arc.drain(longest);
    }

    @Override
    public Mono<Void> closeNow() {
        return arc.closeNow();
    }

    @Override
    public Mono<Void> close() {
        return arc.close();
    }

    @Override
    public Mono<Void> onClose() {
        return arc.onClose();
    }

    @Override
    public String toString() {
        return arc.toString();
    }
}
