package io.arcconnect.internal.diagnose;

import io.arcconnect.internal.net.NetworkProbe;
import java.util.List;
import java.util.stream.Stream;

/** All looks, in the order of the way: subscription, machine, endpoint, network, relay, service. */
final class Looks {

    private Looks() {}

    static List<Look> all(Instruments with) {
        return Stream.of(
                        Stream.of(
                                new ProviderLook(with.resources()),
                                new MachineLook(with.compute(), with.clock()),
                                new ExtensionLook(with.compute()),
                                new EndpointLook(with.connectivity()),
                                new ServiceLook(with.connectivity()),
                                new RoleLook(with.listing()),
                                new PrivateLinkLook(),
                                new PathLook(with.armPath(), with.relayPath())),
                        with.network()
                                .map(probe -> network(probe, with))
                                .orElseGet(() -> Stream.of(new ReplacedLook())),
                        Stream.of(new DialLook(with.dial(), with.dialLimit(), with.clock()), new BannerLook()))
                .flatMap(looks -> looks)
                .map(Look.class::cast)
                .toList();
    }

    private static Stream<Look> network(NetworkProbe probe, Instruments with) {
        return Stream.of(
                new DnsLook(probe, with.relayPath()),
                new TcpLook(probe, with.relayPath()),
                new TlsLook(probe, with.relayPath(), with.clock()));
    }
}
