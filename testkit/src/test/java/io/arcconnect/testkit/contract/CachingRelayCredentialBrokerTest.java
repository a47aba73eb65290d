package io.arcconnect.testkit.contract;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.util.ClientOptions;
import io.arcconnect.internal.arm.ArmApis;
import io.arcconnect.internal.arm.ArmPipelines;
import io.arcconnect.internal.broker.CachingRelayCredentialBroker;
import io.arcconnect.internal.net.Network;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.testkit.ArcEmulator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Core's broker under the contract of {@code RelayCredentialBroker}. */
class CachingRelayCredentialBrokerTest implements RelayCredentialBrokerContract {

    private final List<Network> networks = new ArrayList<>();

    @Override
    public RelayCredentialBroker broker(ArcEmulator emulator, ServicePolicy policy) {
        Network network = new Network(List.of(emulator.authority()));
        networks.add(network);
        HttpPipeline pipeline = ArmPipelines.build(
                emulator.credential(),
                emulator.endpoint(),
                new NettyAsyncHttpClientBuilder(network.pooled()).build(),
                null,
                new HttpLogOptions(),
                new ClientOptions());
        ArmApis arm = ArmApis.over(pipeline, emulator.endpoint(), Set.of(), Duration.ofMillis(5));
        return new CachingRelayCredentialBroker(
                arm.connectivity(), arm.compute(), policy, Duration.ofHours(1), Clock.systemUTC(), event -> {});
    }

    @AfterEach
    void end() {
        networks.forEach(network -> network.end().block(Duration.ofSeconds(20)));
    }
}
