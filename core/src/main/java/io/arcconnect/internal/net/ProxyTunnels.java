package io.arcconnect.internal.net;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.util.retry.Retry;

/** Puts the connections that go through the proxy behind a {@link ProxyTunnel}. */
public final class ProxyTunnels {

    private final HttpProxy proxy;
    private final ProxySignIn signIn;
    private final Names names;
    private final Duration patience;

    ProxyTunnels(HttpProxy proxy, Names names, Duration patience) {
        this.proxy = proxy;
        this.signIn = new ProxySignIn(proxy);
        this.names = names;
        this.patience = patience;
    }

    void install(Channel channel, @Nullable SocketAddress target) {
        if (target instanceof InetSocketAddress address && proxy.carries(address.getHostString(), address.getPort())) {
            channel.pipeline().addFirst(NettyPipeline.ProxyHandler, new ProxyTunnel(proxy, signIn, names, patience));
        }
    }

    /**
     * Connects once more where a proxy hung up after it had said how to sign in.
     *
     * @param connecting subscribing to it makes a connection
     * @param <T> what it gives
     * @return the same, answering such a challenge
     */
    public static <T> Mono<T> answeringChallenges(Mono<T> connecting) {
        return connecting.retryWhen(Retry.max(1)
                .filter(error -> ProxyFailure.in(error)
                        .filter(ProxyFailure::isWorthAnotherConnection)
                        .isPresent())
                .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }
}
