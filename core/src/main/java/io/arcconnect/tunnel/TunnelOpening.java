package io.arcconnect.tunnel;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.LocalEndpoint;
import io.arcconnect.spi.Route;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import reactor.core.publisher.Mono;

/** One tunnel on its way to being open, over a session that whoever opens it closes if it fails. */
record TunnelOpening<S extends AsyncCloseable>(
        CurrentSession<S> current,
        TunnelTarget<S> target,
        TunnelProbe<? super S> probe,
        TunnelOptions options,
        Route route,
        TunnelReport<S> report) {

    Mono<LocalPort> open() {
        // The first session is opened here, so that what is wrong with it is told to whoever opens the tunnel.
        Mono<S> tried = current.open(session -> {
            report.begun(session);
            return probe.attempt(session, route).thenReturn(session);
        });
        return tried.flatMap(session -> bound()).doOnError(report::notOpened).doOnCancel(report::notWanted);
    }

    private Mono<LocalPort> bound() {
        Traffic traffic = Traffic.fromHere(options.limits(), route, report, target.address());
        Admission admission = new Admission(options.access(), route.scheduler(), traffic, report);
        Mono<LocalPort> bound = route.listener()
                .bind(new InetSocketAddress(loopback(), options.localPort()), accepted -> {
                    report.listensAt(accepted.localAddress().getPort());
                    return admission
                            .through(accepted, served(accepted, traffic))
                            .contextWrite(report.context());
                })
                .onErrorMap(BindException.class, taken -> report.portInUse(options.localPort(), taken))
                .map(endpoint -> joined(endpoint, traffic));
        return Handover.on(route.scheduler(), bound);
    }

    private Mono<Void> served(LocalConnection accepted, Traffic traffic) {
        return traffic.serve(accepted, counted -> target.carry(counted, current));
    }

    private LocalPort joined(LocalEndpoint endpoint, Traffic traffic) {
        report.opened(endpoint.localAddress().getPort());
        Mono<Void> unused = options.unused()
                // Where even the clock has ended, the port's own end says so.
                .map(limit -> Silence.of(limit, traffic::use, route.scheduler()).onErrorResume(over -> Mono.never()))
                .orElseGet(Mono::never);
        JoinedEnds ends = JoinedEnds.of(
                endpoint, current, route.scheduler(), unused, cause -> report.closed(cause, traffic.counts()));
        return new OpenTunnel(endpoint, ends, traffic);
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
