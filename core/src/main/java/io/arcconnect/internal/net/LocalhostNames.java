package io.arcconnect.internal.net;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/** Resolves {@code localhost} and every name below it to loopback without asking anybody, as RFC 6761, section 6.3 wants. */
final class LocalhostNames extends AddressResolverGroup<InetSocketAddress> {

    /** Says whether a name means this computer. */
    static boolean matches(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetSocketAddressResolver(executor, new Loopback(executor));
    }

    private static final class Loopback extends InetNameResolver {

        private static final byte[] ADDRESS = {127, 0, 0, 1};

        Loopback(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
            promise.setSuccess(InetAddress.getByAddress(name, ADDRESS));
        }

        @Override
        protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
            promise.setSuccess(List.of(InetAddress.getByAddress(name, ADDRESS)));
        }
    }
}
