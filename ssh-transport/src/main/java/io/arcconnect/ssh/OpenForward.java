package io.arcconnect.ssh;

import io.arcconnect.spi.LocalEndpoint;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** A place that is listened on and the session behind it, which end together. */
final class OpenForward {

    private OpenForward() {}

    /** Joins a local port. */
    static PortForward local(LocalEndpoint endpoint, Carrier carrier, ForwardTraffic traffic, Scheduler scheduler) {
        Ends ends = new Ends(endpoint.close(), endpoint.onClose(), carrier, scheduler, Sinks.empty());
        ends.join();
        return new Local(endpoint, ends, traffic);
    }

    /** Joins a place on the machine. */
    static RemotePort remote(RemoteEndpoint endpoint, Carrier carrier, ForwardTraffic traffic, Scheduler scheduler) {
        Ends ends = new Ends(endpoint.close(), endpoint.onClose(), carrier, scheduler, Sinks.empty());
        ends.join();
        return new Remote(endpoint, ends, traffic);
    }

    /** What both have in common: the first end of either closes the other, and is what is told. */
    private record Ends(
            Mono<Void> unbind, Mono<Void> unbound, Carrier carrier, Scheduler scheduler, Sinks.Empty<Void> ended) {

        void join() {
            // The owner of this subscription: each half's end is the other's, whether anybody watches or not.
            Mono.firstWithSignal(unbound, carrier.onClose())
                    .materialize()
                    .flatMap(end -> closing().thenReturn(end))
                    .<Void>dematerialize()
                    .subscribe(nothing -> {}, ended::tryEmitError, ended::tryEmitEmpty);
        }

        Mono<Void> close() {
            return Delivery.on(scheduler, closing().then(ended.asMono().onErrorComplete()));
        }

        private Mono<Void> closing() {
            return unbind.then(Mono.defer(carrier::close));
        }

        Mono<Void> onClose() {
            return Delivery.on(scheduler, ended.asMono());
        }
    }

    private record Local(LocalEndpoint endpoint, Ends ends, ForwardTraffic traffic) implements PortForward {

        @Override
        public InetSocketAddress localAddress() {
            return endpoint.localAddress();
        }

        @Override
        public ForwardCounts counts() {
            return traffic.counts();
        }

        @Override
        public Mono<Void> close() {
            return ends.close();
        }

        @Override
        public Mono<Void> onClose() {
            return ends.onClose();
        }
    }

    private record Remote(RemoteEndpoint endpoint, Ends ends, ForwardTraffic traffic) implements RemotePort {

        @Override
        public String address() {
            return endpoint.address();
        }

        @Override
        public OptionalInt port() {
            return endpoint.port();
        }

        @Override
        public ForwardCounts counts() {
            return traffic.counts();
        }

        @Override
        public Mono<Void> close() {
            return ends.close();
        }

        @Override
        public Mono<Void> onClose() {
            return ends.onClose();
        }
    }
}
