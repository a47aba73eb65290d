package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.tunnel.Tunnel;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Brings any port of a machine here: VNC, WinRM, a web console. */
public final class ReachAnyScreen {

    /** Where VNC servers listen for display 0 (RFC 6143, section 1). */
    public static final int VNC = 5900;

    private ReachAnyScreen() {}

    /**
     * Holds a port open for a VNC viewer, also across losses of the connection.
     *
     * @param machine where the server listens, maybe on its own loopback only
     * @param carrier such as SSH; a fake in tests
     * @param port such as {@link #VNC}, or 5985 for WinRM
     * @param ready told where to connect
     * @return the end of the tunnel, which comes when the subscription is cancelled
     */
    public static Mono<Void> hold(
            ArcMachine machine, Protocol<? extends StreamOpener> carrier, int port, Consumer<InetSocketAddress> ready) {
        return machine.use(Tunnel.over(carrier).to(port).keepListening(), tunnel -> {
            ready.accept(tunnel.localAddress());
            return tunnel.onClose();
        });
    }
}
