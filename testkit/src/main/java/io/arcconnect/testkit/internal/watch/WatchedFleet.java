package io.arcconnect.testkit.internal.watch;

import io.arcconnect.ArcMachine;
import io.arcconnect.Fleet;
import io.arcconnect.Outcome;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Protocol;
import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Remembers where a fleet was told what to do: its machines are called from the library's own threads. */
final class WatchedFleet implements Fleet {

    private final Fleet fleet;

    WatchedFleet(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public Fleet concurrency(int machines) {
        return new WatchedFleet(fleet.concurrency(machines));
    }

    @Override
    public Fleet timeout(Duration perMachine) {
        return new WatchedFleet(fleet.timeout(perMachine));
    }

    @Override
    public Fleet inOrder() {
        return new WatchedFleet(fleet.inOrder());
    }

    @Override
    public Fleet stopAfter(int failures) {
        return new WatchedFleet(fleet.stopAfter(failures));
    }

    @Override
    public Fleet canary(int machines) {
        return new WatchedFleet(fleet.canary(machines));
    }

    @Override
    public <S extends AsyncCloseable, R> Flux<Outcome<R>> use(Protocol<S> protocol, Function<? super S, Mono<R>> work) {
        Place place = Place.here();
        return fleet.each(machine -> at(machine, place).use(protocol, work));
    }

    @Override
    public <R> Flux<Outcome<R>> each(Function<? super ArcMachine, Mono<R>> work) {
        Place place = Place.here();
        return fleet.each(machine -> work.apply(at(machine, place)));
    }

    private static ArcMachine at(ArcMachine machine, Place place) {
        return machine instanceof WatchedMachine watched ? watched.at(place) : machine;
    }
}
