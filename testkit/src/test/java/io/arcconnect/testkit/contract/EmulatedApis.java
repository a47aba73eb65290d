package io.arcconnect.testkit.contract;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.util.ClientOptions;
import io.arcconnect.internal.arm.ArmApis;
import io.arcconnect.internal.arm.ArmPipelines;
import io.arcconnect.internal.net.Network;
import io.arcconnect.model.MachineId;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Core's own calls to an emulator of one machine. */
final class EmulatedApis implements AutoCloseable {

    private final ArcEmulator emulator;
    private final Network network;
    private final ArmApis apis;

    EmulatedApis(EmulatedMachine machine) {
        emulator = ArcEmulator.builder().machine(machine).start();
        network = new Network(List.of(emulator.authority()));
        HttpPipeline pipeline = ArmPipelines.build(
                emulator.credential(),
                emulator.endpoint(),
                new NettyAsyncHttpClientBuilder(network.pooled()).build(),
                null,
                new HttpLogOptions(),
                new ClientOptions());
        apis = ArmApis.over(pipeline, emulator.endpoint(), Set.of(), Duration.ofMillis(5));
    }

    ArmApis apis() {
        return apis;
    }

    MachineId machine() {
        return emulator.machine("m").id();
    }

    @Override
    public void close() {
        network.end().block(Waiting.SOON);
        emulator.close();
    }
}
