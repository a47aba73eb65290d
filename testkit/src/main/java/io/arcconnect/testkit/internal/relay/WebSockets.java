package io.arcconnect.testkit.internal.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The server's side of opening a websocket, and of refusing one. */
final class WebSockets {

    /** The real relay shows no limit up to 32 MiB (protocol.md 3.5). */
    static final int LARGEST_FRAME = 33 << 20;

    private static final WebSocketDecoderConfig DECODER = WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(LARGEST_FRAME)
            .allowExtensions(false)
            .withUTF8Validator(false)
            .build();

    private WebSockets() {}

    static boolean isUpgrade(HttpHeaders headers) {
        return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                && "13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
    }

    /** The first subprotocol that was offered: the one that the SDKs ask for at the rendezvous (protocol.md 3.10). */
    static Optional<String> firstSubprotocol(HttpHeaders headers) {
        return Optional.ofNullable(headers.get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL))
                .map(offered -> offered.split(",", -1)[0].strip());
    }

    /** Answers 101 and puts the frame codec into the pipeline. */
    static ChannelFuture accept(Channel channel, String uri, HttpHeaders headers) {
        channel.pipeline().remove(RelayDoor.class);
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, uri, Unpooled.EMPTY_BUFFER, headers, new DefaultHttpHeaders());
        return new WebSocketServerHandshaker13(uri, firstSubprotocol(headers).orElse(null), DECODER)
                .handshake(channel, request);
    }

    /** Answers with a page of something in between and closes. */
    static void page(Channel channel, int status) {
        ByteBuf page = Unpooled.copiedBuffer(
                "<html><head><title>Sign in</title></head><body>This is not Azure.</body></html>",
                StandardCharsets.US_ASCII);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), page);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/html")
                .set(HttpHeaderNames.CONTENT_LENGTH, page.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** Answers with a status line and closes. */
    static void refuse(Channel channel, int status, String reason) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                new HttpResponseStatus(status, reason.replaceAll("[^\\x20-\\x7e]", "?")),
                Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
