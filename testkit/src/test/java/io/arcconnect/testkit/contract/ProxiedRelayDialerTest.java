package io.arcconnect.testkit.contract;

import io.arcconnect.internal.net.HttpProxy;
import io.arcconnect.internal.net.Network;
import io.arcconnect.internal.net.NoProxy;
import io.arcconnect.internal.relay.NettyRelayDialer;
import io.arcconnect.spi.RelayDialer;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.LeakGuard;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Core's dialer under the contract of {@code RelayDialer}, through a proxy. */
@ExtendWith(LeakGuard.class)
class ProxiedRelayDialerTest implements RelayDialerContract {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ForwardingProxy proxy = new ForwardingProxy();
    private Network network = new Network(List.of());

    @Override
    public RelayDialer dialer(ArcEmulator emulator) {
        network.end().block(SOON);
        HttpProxy through =
                new HttpProxy("localhost", proxy.port(), Optional.empty(), NoProxy.none(), "a test of the contract");
        network = new Network(List.of(emulator.authority()), Optional.of(through));
        return new NettyRelayDialer(network.unpooled(), Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    @AfterEach
    void end() throws IOException {
        network.end().block(SOON);
        proxy.close();
    }
}
