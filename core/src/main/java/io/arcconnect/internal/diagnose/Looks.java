package io.arcconnect.internal.diagnose;

import java.util.List;

/** All looks, in the order of the way: subscription, machine, endpoint, network, relay, service. */
final class Looks {

    private Looks() {}

    static List<Look> all(Instruments with) {
        return List.of(
                new ProviderLook(with.resources()),
                new MachineLook(with.compute(), with.clock()),
                new ExtensionLook(with.compute()),
                new EndpointLook(with.connectivity()),
                new ServiceLook(with.connectivity()),
                new RoleLook(with.listing()),
                new PrivateLinkLook(),
                new PathLook(with.armPath(), with.relayPath()),
                new DnsLook(with.network(), with.relayPath()),
                new TcpLook(with.network(), with.relayPath()),
                new TlsLook(with.network(), with.relayPath(), with.clock()),
                new DialLook(with.dial(), with.dialLimit(), with.clock()),
                new BannerLook());
    }
}
