package io.arcconnect.internal.relay;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.internal.net.ProxyTunnels;
import io.arcconnect.internal.net.ReadBursts;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.RelayDialer;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/**
 * Dials the relay with reactor-netty, which does names, TLS and the upgrade and, unlike {@code java.net.http}, shows the
 * reason phrase of a refusal: that is where the relay says why (protocol.md 3.3 and 3.9).
 */
public final class NettyRelayDialer implements RelayDialer {

    private static final ReadBursts READS = new ReadBursts();

    private final HttpClient http;
    private final Duration attemptTimeout;
    private final Duration pingInterval;

    /**
     * Makes a dialer.
     *
     * @param http brings event loops and TLS; it must not pool connections
     * @param attemptTimeout bound of one dial: connecting, TLS, upgrade and the agent's answer
     * @param pingInterval how often the relay is told that this side lives
     */
    public NettyRelayDialer(HttpClient http, Duration attemptTimeout, Duration pingInterval) {
        this.http = http;
        this.attemptTimeout = attemptTimeout;
        this.pingInterval = pingInterval;
    }

    @Override
    public Mono<DuplexStream> dial(RelayCredentials credentials, RelayService service) {
        Objects.requireNonNull(service, "service");
        return Mono.defer(() -> {
            RelayHandshake handshake = RelayHandshake.of(credentials, service);
            String host = credentials.relayHost();
            DialedChannels channels = new DialedChannels();
            Mono<DuplexStream> open = ProxyTunnels.answeringChallenges(client(handshake)
                            .doOnChannelInit((observer, channel, address) -> {
                                // Not as an option: Netty 4.1 and 4.2 name that differently.
                                channel.config().setRecvByteBufAllocator(READS);
                                channels.add(channel);
                            })
                            .websocket(WebsocketClientSpec.builder().build())
                            .uri(handshake.url())
                            .connect())
                    .map(connection -> install(connection.channel(), credentials.machine(), handshake.trackingId()));
            return Handover.<DuplexStream>within(
                            open,
                            attemptTimeout,
                            () -> new RelayException(timedOut(host)
                                    .on(credentials.machine())
                                    .with("trackingId", handshake.trackingId())),
                            channels::close)
                    .onErrorMap(error -> translate(credentials, handshake, error));
        });
    }

    private HttpClient client(RelayHandshake handshake) {
        return http.headers(headers -> handshake.headers().forEach(headers::set))
                .doOnDisconnected(NettyRelayDialer::dropUnread);
    }

    /** What the machine said before a dial was cancelled is kept by reactor-netty for a reader that will not come. */
    private static void dropUnread(Connection ended) {
        // The owner of this subscription: the connection has ended, and so does its content.
        ended.inbound().receive().subscribe(bytes -> {}, error -> {});
    }

    private DuplexStream install(Channel channel, MachineId machine, String trackingId) {
        return WebSocketDuplexStream.install(
                channel,
                channel.pipeline().context(WebSocketFrameDecoder.class).name(),
                channel.pipeline().context(WebSocketFrameEncoder.class).name(),
                pingInterval,
                machine,
                trackingId);
    }

    private Failure timedOut(String host) {
        return Failure.of(
                ArcReason.RELAY_HANDSHAKE_TIMED_OUT,
                Stage.DIAL,
                host + " did not answer within " + attemptTimeout.toSeconds() + " s");
    }

    /** A relay that refuses speaks in its status line; a page comes from something in between. */
    private static boolean isPage(HttpResponse answer) {
        return answer.headers().get(HttpHeaderNames.CONTENT_TYPE, "").startsWith("text/html");
    }

    private Throwable translate(RelayCredentials credentials, RelayHandshake handshake, Throwable error) {
        if (error instanceof RelayException) {
            return error;
        }
        HttpResponse answer = error instanceof WebSocketClientHandshakeException refused ? refused.response() : null;
        Failure failure = answer == null
                ? RelayFailures.ofDialError(credentials.relayHost(), error)
                : RelayFailures.ofAnswer(answer.status().code(), answer.status().reasonPhrase(), isPage(answer));
        return new RelayException(
                failure.facts().containsKey("trackingId")
                        ? failure.on(credentials.machine())
                        : failure.on(credentials.machine()).with("trackingId", handshake.trackingId()));
    }
}
