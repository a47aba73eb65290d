package io.arcconnect.testkit.contract;

import io.arcconnect.internal.net.Network;
import io.arcconnect.internal.relay.NettyRelayDialer;
import io.arcconnect.spi.RelayDialer;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.LeakGuard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Core's dialer under the contract of {@code RelayDialer}. */
@ExtendWith(LeakGuard.class)
class NettyRelayDialerTest implements RelayDialerContract {

    private static final Duration SOON = Duration.ofSeconds(20);

    private Network network = new Network(List.of());

    @Override
    public RelayDialer dialer(ArcEmulator emulator) {
        network.end().block(SOON);
        network = new Network(List.of(emulator.authority()));
        return new NettyRelayDialer(network.unpooled(), Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    @AfterEach
    void end() {
        network.end().block(SOON);
    }
}
