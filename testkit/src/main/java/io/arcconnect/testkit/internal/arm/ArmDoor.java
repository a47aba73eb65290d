package io.arcconnect.testkit.internal.arm;

import io.arcconnect.testkit.RecordedRequest;
import io.arcconnect.testkit.internal.Journal;
import io.arcconnect.testkit.internal.net.Mishaps;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** Answers the calls of one connection. */
public final class ArmDoor extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final ArmCalls calls;
    private final Journal journal;

    /**
     * Serves one connection.
     *
     * @param calls answers
     * @param journal is told
     */
    public ArmDoor(ArmCalls calls, Journal journal) {
        this.calls = calls;
        this.journal = journal;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest http) {
        ArmRequest request = ArmRequest.of(http);
        ArmRoute route = ArmRoute.of(request);
        ArmReply reply = calls.answer(request, route);
        journal.request(recorded(request, route, reply));
        switch (reply.ending()) {
            case WHOLE -> write(context, http, reply, calls.now(route));
            case CUT -> cut(context, reply);
            case RESET -> reset(context.channel());
            case HELD -> {}
        }
    }

    private void write(ChannelHandlerContext context, FullHttpRequest http, ArmReply reply, Instant now) {
        ByteBuf body = ByteBufUtil.writeUtf8(context.alloc(), reply.body());
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), body);
        reply.headers().forEach(response.headers()::set);
        response.headers()
                .set("x-ms-request-id", calls.nextId())
                .set(HttpHeaderNames.DATE, DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC)))
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        boolean keepAlive = HttpUtil.isKeepAlive(http);
        context.writeAndFlush(response)
                .addListener(keepAlive ? ChannelFutureListener.CLOSE_ON_FAILURE : ChannelFutureListener.CLOSE);
    }

    /** Announces more than it sends. */
    private static void cut(ChannelHandlerContext context, ArmReply reply) {
        String half = reply.body().substring(0, reply.body().length() / 2);
        HttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        reply.headers().forEach(response.headers()::set);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, ByteBufUtil.utf8Bytes(reply.body()) + 1);
        context.write(response);
        context.writeAndFlush(new DefaultHttpContent(ByteBufUtil.writeUtf8(context.alloc(), half)))
                .addListener(sent -> reset(context.channel()));
    }

    private static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.unsafe().close(channel.unsafe().voidPromise());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Mishaps.report(context.channel(), cause);
        context.close();
    }

    private static RecordedRequest recorded(ArmRequest request, ArmRoute route, ArmReply reply) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.remove("authorization");
        return new RecordedRequest(
                request.method(),
                request.path(),
                request.rawQuery(),
                Map.copyOf(headers),
                request.body(),
                route.call(),
                reply.status());
    }
}
