package io.arcconnect.testkit.contract;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.util.ClientOptions;
import io.arcconnect.internal.arm.ArmApis;
import io.arcconnect.internal.arm.ArmPipelines;
import io.arcconnect.internal.net.Network;
import io.arcconnect.testkit.ArcEmulator;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Core's own adapters, pointed at an emulator. */
final class EmulatedArm implements AutoCloseable {

    private final Network network;
    private final ArmApis apis;

    EmulatedArm(ArcEmulator emulator) {
        this.network = new Network(List.of(emulator.authority()));
        HttpPipeline pipeline = ArmPipelines.build(
                emulator.credential(),
                emulator.endpoint(),
                new NettyAsyncHttpClientBuilder(network.pooled()).build(),
                null,
                new HttpLogOptions(),
                new ClientOptions());
        this.apis = ArmApis.over(pipeline, emulator.endpoint(), Set.of(), Duration.ofMillis(5));
    }

    ArmApis apis() {
        return apis;
    }

    @Override
    public void close() {
        network.end().block(Duration.ofSeconds(20));
    }
}
