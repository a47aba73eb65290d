package io.arcconnect.rdp;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.LocalEndpoint;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.spi.event.ActionOutcome;
import java.net.InetSocketAddress;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A bound port and the session behind it, which end together. */
final class DefaultRdpTunnel implements RdpTunnel {

    private final LocalEndpoint endpoint;
    private final StreamOpener session;
    private final Scheduler scheduler;
    private final ActionReport report;

    private DefaultRdpTunnel(LocalEndpoint endpoint, StreamOpener session, Scheduler scheduler, ActionReport report) {
        this.endpoint = endpoint;
        this.session = session;
        this.scheduler = scheduler;
        this.report = report;
    }

    static RdpTunnel join(LocalEndpoint endpoint, StreamOpener session, Scheduler scheduler, ActionReport report) {
        DefaultRdpTunnel tunnel = new DefaultRdpTunnel(endpoint, session, scheduler, report);
        // The one subscription of a tunnel: each half's end is the other's, whether anybody watches or not.
        Mono.firstWithSignal(endpoint.onClose(), session.onClose())
                .doOnSuccess(ended -> report.ended(ActionOutcome.completed()))
                .doOnError(lost -> report.ended(ActionOutcome.failed(lost)))
                .onErrorComplete()
                .then(tunnel.close())
                .subscribe();
        return tunnel;
    }

    @Override
    public InetSocketAddress localAddress() {
        return endpoint.localAddress();
    }

    @Override
    public RdpFile rdpFile() {
        return RdpFile.of(localAddress(), session.user(), scheduler);
    }

    @Override
    public Mono<Void> close() {
        return Mono.when(endpoint.close(), session.close())
                .doOnSuccess(ended -> report.ended(ActionOutcome.completed()));
    }

    @Override
    public Mono<Void> onClose() {
        return Mono.whenDelayError(endpoint.onClose(), session.onClose());
    }
}
