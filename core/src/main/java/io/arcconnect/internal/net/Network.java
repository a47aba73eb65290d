package io.arcconnect.internal.net;

import io.arcconnect.spi.LocalDialer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.NameResolverProvider;

/** The threads, TLS and connections of one {@code ArcConnect}: made together, ended together. */
public final class Network {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration REST_TIMEOUT = Duration.ofSeconds(1);

    /** Until the proxy has connected us; as long as Netty's own handler waits. */
    private static final Duration PROXY_PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_USER_THREADS = 64;
    private static final int MOST_QUEUED_TASKS = 100_000;
    private static final int IDLE_SECONDS = 30;

    private final LoopResources loops =
            LoopResources.create("arc-relay", Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final ConnectionProvider pool = ConnectionProvider.builder("arc-arm")
            .maxConnections(32)
            .maxIdleTime(Duration.ofSeconds(30))
            .pendingAcquireTimeout(Duration.ofSeconds(60))
            .build();
    private final CountedScheduler user = new CountedScheduler(
            Schedulers.newBoundedElastic(MOST_USER_THREADS, MOST_QUEUED_TASKS, "arc-user", IDLE_SECONDS, true));
    private final SslContext tls;
    private final Names names;
    private final Optional<ProxyTunnels> tunnels;

    /**
     * Starts the threads; nothing is connected. Connections are direct.
     *
     * @param trusted certificate authorities beside those of the JVM
     * @throws IllegalArgumentException when a certificate cannot be used
     */
    public Network(List<X509Certificate> trusted) {
        this(trusted, Optional.empty());
    }

    /**
     * Starts the threads; nothing is connected.
     *
     * @param trusted certificate authorities beside those of the JVM
     * @param proxy that connections go through
     * @throws IllegalArgumentException when a certificate cannot be used
     */
    public Network(List<X509Certificate> trusted, Optional<HttpProxy> proxy) {
        this.tls = Trust.clientContext(trusted);
        this.names = new Names(NameResolverProvider.builder().build().newNameResolverGroup(loops, true), proxy);
        this.tunnels = proxy.map(one -> new ProxyTunnels(one, names, PROXY_PATIENCE));
    }

    /** {@return the client for Azure Resource Manager: pooled connections} */
    public HttpClient pooled() {
        return on(HttpClient.create(pool));
    }

    /** {@return the client for the relay: a connection each, because a pool's limit would be a limit on open sessions} */
    public HttpClient unpooled() {
        return on(HttpClient.create(ConnectionProvider.newConnection()));
    }

    private HttpClient on(HttpClient client) {
        HttpClient secure = client.runOn(loops)
                .option(ChannelOption.ALLOCATOR, Buffers.ALLOCATOR)
                .resolver(names)
                .secure(spec -> spec.sslContext(tls));
        return tunnels.map(all -> secure.doOnChannelInit((observer, channel, target) -> all.install(channel, target)))
                .orElse(secure);
    }

    /** {@return the I/O threads} */
    public LoopResources loops() {
        return loops;
    }

    /** {@return connects to what this computer reaches, past any proxy} */
    public LocalDialer localDialer() {
        return new NettyLocalDialer(loops, names);
    }

    /** {@return the threads that run the user's code and may block} */
    public Scheduler user() {
        return user;
    }

    /** {@return the end of everything; it never errors, and is bounded} */
    public Mono<Void> end() {
        return pool.disposeLater()
                .timeout(END_TIMEOUT)
                .onErrorComplete()
                .then(loops.disposeLater(Duration.ZERO, END_TIMEOUT)
                        .timeout(END_TIMEOUT.multipliedBy(2))
                        .onErrorComplete())
                // What was told last is still on its way to the user's code. Ending threads takes locks.
                .then(user.finished().timeout(END_TIMEOUT).onErrorComplete())
                // Whoever goes on nevertheless is refused, and hears of it: what is dropped with the threads does not.
                .then(user.rest().timeout(REST_TIMEOUT).onErrorComplete().publishOn(Schedulers.boundedElastic()))
                .then(Mono.fromRunnable(() -> {
                    names.close();
                    ReferenceCountUtil.release(tls);
                    user.dispose();
                }));
    }
}
