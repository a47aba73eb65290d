package io.arcconnect.fake;

import io.arcconnect.model.MachineId;
import io.arcconnect.rdp.ClientExit;
import io.arcconnect.rdp.DesktopClient;
import io.arcconnect.rdp.RdpFile;
import io.arcconnect.rdp.RdpTunnel;
import io.arcconnect.tunnel.OpenConnection;
import io.arcconnect.tunnel.PortCounts;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A tunnel that leads nowhere. */
final class FakeRdpTunnel implements RdpTunnel {

    private final FakeRdp rdp;
    private final MachineId machine;
    private final InetSocketAddress address;
    private final Optional<String> user;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    FakeRdpTunnel(FakeRdp rdp, MachineId machine, InetSocketAddress address, Optional<String> user) {
        this.rdp = rdp;
        this.machine = machine;
        this.address = address;
        this.user = user;
    }

    @Override
    public RdpFile rdpFile() {
        RdpFile file = RdpFile.parse("").withAddress(address);
        return user.map(file::withUsername).orElse(file);
    }

    @Override
    public Mono<ClientExit> launch(DesktopClient client, RdpFile file) {
        return rdp.launch(machine, client, file.withAddress(address));
    }

    @Override
    public InetSocketAddress localAddress() {
        return address;
    }

    @Override
    public PortCounts counts() {
        return new PortCounts(0, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public List<OpenConnection> connections() {
        return List.of();
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(() -> end(Optional.empty()));
    }

    void end(Optional<Throwable> cause) {
        if (over.compareAndSet(false, true)) {
            rdp.ended(this);
            cause.ifPresentOrElse(closed::tryEmitError, closed::tryEmitEmpty);
        }
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
