package io.arcconnect.examples.live;

import io.arcconnect.fake.contract.SshSessionContract;
import io.arcconnect.internal.provision.IdempotentExtensionProvisioner;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.testkit.contract.ExtensionProvisionerContract;
import io.arcconnect.testkit.contract.HybridComputeApiContract;
import io.arcconnect.testkit.contract.HybridConnectivityApiContract;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contracts that fakes and emulator keep, kept by Azure: {@code mvn -Plive}, see {@link LiveAzure}. */
@Tag("live")
class LiveAzureTest {

    @TempDir
    private static Path folder;

    private static LiveAzure azure;

    @BeforeAll
    static void open() {
        azure = new LiveAzure();
    }

    @AfterAll
    static void close() {
        if (azure != null) {
            azure.close();
        }
    }

    @Nested
    class Compute implements HybridComputeApiContract {

        @Override
        public HybridComputeApi api() {
            return azure.arm().compute();
        }

        @Override
        public MachineId machine() {
            return LiveAzure.machine();
        }

        @Override
        public Optional<ExtensionSpec> installable() {
            return LiveAzure.installable();
        }
    }

    @Nested
    class Connectivity implements HybridConnectivityApiContract {

        @Override
        public HybridConnectivityApi api() {
            return azure.arm().connectivity();
        }

        @Override
        public MachineId machine() {
            return LiveAzure.machine();
        }
    }

    @Nested
    class Provisioner implements ExtensionProvisionerContract {

        @Override
        public ExtensionProvisioner provisioner() {
            return new IdempotentExtensionProvisioner(
                    azure.arm().compute(), Duration.ofMinutes(20), Clock.systemUTC(), event -> {});
        }

        @Override
        public MachineId machine() {
            return LiveAzure.machine();
        }

        @Override
        public ExtensionSpec extension() {
            Optional<ExtensionSpec> extension = LiveAzure.installable();
            Assumptions.assumeTrue(
                    extension.isPresent(), "skipped: ARCCONNECT_LIVE_EXTENSION names nothing to install");
            return extension.orElseThrow();
        }
    }

    @Nested
    class Session implements SshSessionContract {

        @Override
        public SshSession open() {
            return azure.arc()
                    .machine(LiveAzure.machine())
                    .connect(LiveAzure.ssh(folder.resolve("known_hosts")))
                    .block(Duration.ofMinutes(3));
        }
    }
}
