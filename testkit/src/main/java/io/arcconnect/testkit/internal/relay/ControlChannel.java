package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.NotEmulated;
import io.arcconnect.testkit.internal.Sas;
import io.arcconnect.testkit.internal.World;
import io.arcconnect.testkit.internal.net.Mishaps;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The control channel of a listener that is not ours (protocol.md 3.10). */
final class ControlChannel extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final Channel channel;
    private final World world;
    private final String path;
    private volatile Instant expiry;

    ControlChannel(Channel channel, World world, String path, Instant expiry) {
        this.channel = channel;
        this.world = world;
        this.path = path;
        this.expiry = expiry;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        watchExpiry();
    }

    /** Announces a sender. */
    void announce(Dial dial, String rendezvous) {
        Map<String, Object> headers = new LinkedHashMap<>();
        dial.headers().forEach(header -> {
            if (!header.getKey().equalsIgnoreCase("ServiceBusAuthorization")) {
                headers.put(header.getKey(), header.getValue());
            }
        });
        StringBuilder address = new StringBuilder("wss://localhost:" + world.port() + "/$hc/" + dial.path()
                + "?sb-hc-action=accept&sb-hc-id=" + encode(rendezvous));
        dial.query().forEach((name, value) -> {
            if (!name.toLowerCase(Locale.ROOT).startsWith("sb-hc-")) {
                address.append('&').append(encode(name)).append('=').append(encode(value));
            }
        });
        Map<String, Object> accept =
                Json.object("address", address.toString(), "id", rendezvous, "connectHeaders", headers);
        dial.sender()
                .ifPresent(sender -> accept.put(
                        "remoteEndpoint",
                        Json.object("address", sender.getAddress().getHostAddress(), "port", sender.getPort())));
        channel.writeAndFlush(new TextWebSocketFrame(Json.write(Json.object("accept", accept))));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            command(text.text());
        } else if (frame instanceof PingWebSocketFrame ping) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Mishaps.report(context.channel(), cause);
        context.close();
    }

    void close(int code, String reason) {
        channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(ChannelFutureListener.CLOSE);
    }

    private void command(String text) {
        String token;
        String kind;
        try {
            Map<String, Object> message = Json.read(text);
            kind = String.join(",", message.keySet());
            token = Json.text(Json.child(message, "renewToken"), "token");
        } catch (IllegalArgumentException malformed) {
            kind = "no JSON";
            token = "";
        }
        if (token.isEmpty()) {
            // A close reason holds 123 bytes (RFC 6455 section 5.5).
            String said = world.unanswered().add(NotEmulated.LISTENER_MESSAGE, kind);
            close(1011, said.substring(0, Math.min(said.length(), 123)));
            return;
        }
        if (Sas.check(token, world.keys(), World.LISTEN, world.host(), path, world.now()) == Sas.Verdict.GOOD) {
            expiry = Sas.expiry(token);
            watchExpiry();
        } else {
            close(1008, "The renewed token was refused.");
        }
    }

    private void watchExpiry() {
        long millis = Math.max(0, Duration.between(world.now(), expiry).toMillis());
        channel.eventLoop()
                .schedule(
                        () -> {
                            if (channel.isActive() && !expiry.isAfter(world.now())) {
                                close(1008, "The security token has expired.");
                            }
                        },
                        millis + 1,
                        TimeUnit.MILLISECONDS);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
