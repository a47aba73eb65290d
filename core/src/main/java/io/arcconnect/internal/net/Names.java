package io.arcconnect.internal.net;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Decides per name who resolves it: the proxy, when the connection goes through one; nobody, when it means this computer;
 * otherwise the DNS, without blocking.
 */
final class Names extends AddressResolverGroup<InetSocketAddress> {

    private final AddressResolverGroup<InetSocketAddress> dns;
    private final LocalhostNames local = new LocalhostNames();
    private final Optional<HttpProxy> proxy;

    Names(AddressResolverGroup<InetSocketAddress> dns, Optional<HttpProxy> proxy) {
        this.dns = dns;
        this.proxy = proxy;
    }

    /** Who resolves a name on this computer, whatever goes through the proxy. */
    AddressResolver<InetSocketAddress> here(EventExecutor executor, InetSocketAddress address) {
        return (LocalhostNames.matches(address.getHostString()) ? local : dns).getResolver(executor);
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {
            @Override
            protected boolean doIsResolved(InetSocketAddress address) {
                return !address.isUnresolved()
                        || proxy.filter(one -> one.carries(address.getHostString(), address.getPort()))
                                .isPresent();
            }

            @Override
            protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
                here(executor, address).resolve(address, promise);
            }

            @Override
            protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
                here(executor, address).resolveAll(address, promise);
            }
        };
    }

    @Override
    public void close() {
        super.close();
        local.close();
        dns.close();
    }
}
