package io.arcconnect.internal.net;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.TcpClient;

/** Looks with what connections are made with: the same threads, proxy and trust. TLS is the JDK's, which tells the chain. */
public final class NettyNetworkProbe implements NetworkProbe {

    private final HttpClient http;
    private final TcpClient tcp;
    private final List<X509Certificate> trusted;

    /**
     * Makes a probe.
     *
     * @param network whose threads, proxy and resolver are used
     * @param trusted certificate authorities beside those of the JVM
     */
    public NettyNetworkProbe(Network network, List<X509Certificate> trusted) {
        this.http = network.unpooled();
        this.tcp = TcpClient.newConnection().runOn(network.loops());
        this.trusted = List.copyOf(trusted);
    }

    @Override
    public Mono<List<String>> resolve(String host) {
        if (LocalhostNames.matches(host)) {
            return Mono.just(List.of(InetAddress.getLoopbackAddress().getHostAddress()));
        }
        return Mono.fromCallable(() -> Arrays.stream(InetAddress.getAllByName(host))
                        .map(InetAddress::getHostAddress)
                        .toList())
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<String> connect(String host, int port) {
        return Mono.usingWhen(
                tcp.remoteAddress(() -> LocalhostNames.matches(host)
                                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                                : InetSocketAddress.createUnresolved(host, port))
                        .connect(),
                connection -> Mono.fromSupplier(() -> address(connection)),
                connection -> Mono.fromRunnable(connection::dispose));
    }

    @Override
    public Mono<TlsPeer> handshake(String host, int port) {
        // Whom the JVM believes is read from a file.
        return Mono.fromCallable(() -> new WitnessingTrust(Trust.judge(trusted)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(trust -> handshake("https://" + host + ":" + port + "/", trust, context(trust)));
    }

    private Mono<TlsPeer> handshake(String url, WitnessingTrust trust, SslContext tls) {
        Sinks.One<TlsPeer> peer = Sinks.one();
        Mono<TlsPeer> untilThen = http.secure(
                        spec -> spec.sslContext(tls).handlerConfigurator(handler -> watch(handler, trust, peer)))
                .get()
                .uri(url)
                .response()
                .then(Mono.error(() -> new SSLException("an answer without a handshake")));
        // What the handshake shows comes first, and drops the connection before a request is made.
        return Mono.firstWithSignal(peer.asMono(), ProxyTunnels.answeringChallenges(untilThen));
    }

    private static void watch(SslHandler handler, WitnessingTrust trust, Sinks.One<TlsPeer> peer) {
        handler.handshakeFuture().addListener(end -> {
            List<X509Certificate> shown = end.isSuccess() ? peerChain(handler) : trust.shown();
            if (!shown.isEmpty()) {
                String protocol =
                        end.isSuccess() ? handler.engine().getSession().getProtocol() : "";
                peer.tryEmitValue(new TlsPeer(protocol, shown, Optional.ofNullable(end.cause())));
            }
        });
    }

    private static List<X509Certificate> peerChain(SslHandler handler) {
        try {
            return Stream.of(handler.engine().getSession().getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException anonymous) {
            return List.of();
        }
    }

    private static SslContext context(WitnessingTrust trust) {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(trust)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this JVM cannot do TLS", e);
        }
    }

    private static String address(Connection connection) {
        return connection.channel().remoteAddress() instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : connection.channel().remoteAddress().toString();
    }
}
