package io.arcconnect.ssh;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.RelayCredentialBroker;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** An {@code ArcConnect} whose every machine is a server on loopback, reached over plain TCP in place of the relay. */
public final class DirectArc {

    public static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "lin-01");

    private DirectArc() {}

    static ArcConnect to(InetSocketAddress address) {
        return builder(address).build();
    }

    static ArcConnectBuilder builder(InetSocketAddress address) {
        return ArcConnect.builder()
                .ports(ports -> ports.relayCredentialBroker(new NoBroker())
                        .relayDialer((credentials, service) -> TcpStream.to(address))
                        .hybridCompute((HybridComputeApi) Proxy.newProxyInstance(
                                HybridComputeApi.class.getClassLoader(),
                                new Class<?>[] {HybridComputeApi.class},
                                (proxy, method, arguments) -> {
                                    throw new AssertionError("unexpected call: " + method);
                                })));
    }

    /** Credentials that nobody looks at. */
    private static final class NoBroker implements RelayCredentialBroker {
        @Override
        public Mono<RelayCredentials> credentials(MachineId machine, RelayService service) {
            return Mono.just(new RelayCredentials(
                    machine,
                    "ns",
                    "example.org",
                    "path",
                    Secret.of("k"),
                    Instant.MAX,
                    Secret.of("t"),
                    Optional.empty()));
        }

        @Override
        public Mono<RelayCredentials> renew(MachineId machine, RelayService service, RelayCredentials rejected) {
            return credentials(machine, service);
        }
    }
}
