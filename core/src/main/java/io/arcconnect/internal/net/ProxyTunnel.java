package io.arcconnect.internal.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * First in the pipeline of a connection through a proxy: connects to the proxy instead, asks it for the target by name
 * (RFC 9110, section 9.3.6), and leaves. What comes after it, TLS first of all, hears that the connection is active only
 * when it reaches the target. Netty's own handler tells neither the status of a refusal nor speaks Digest, and needs the
 * proxy's name resolved beforehand.
 */
final class ProxyTunnel extends ChannelDuplexHandler {

    private static final int MOST_ATTEMPTS = 3;

    private enum State {
        ASKING,
        OPEN,
        FAILED
    }

    private final HttpProxy proxy;
    private final ProxySignIn signIn;
    private final Names names;
    private final Duration patience;
    private final HttpClientCodec codec = new HttpClientCodec();
    private String target = "";
    private ProxySignIn.@Nullable Attempt attempt;
    private @Nullable HttpResponse answer;
    private @Nullable Future<?> timer;
    private int attempts;
    private State state = State.ASKING;

    ProxyTunnel(HttpProxy proxy, ProxySignIn signIn, Names names, Duration patience) {
        this.proxy = proxy;
        this.signIn = signIn;
        this.names = names;
        this.patience = patience;
    }

    @Override
    public void connect(
            ChannelHandlerContext context,
            SocketAddress remote,
            @Nullable SocketAddress local,
            ChannelPromise promise) {
        InetSocketAddress wanted = (InetSocketAddress) remote;
        target = HttpUtil.formatHostnameForHttp(wanted) + ":" + wanted.getPort();
        timer = context.executor()
                .schedule(
                        () -> fail(
                                context,
                                promise,
                                unreachable("did not answer within " + patience.toSeconds() + " s", null)),
                        patience.toNanos(),
                        TimeUnit.NANOSECONDS);
        InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
        names.here(context.executor(), address).resolve(address).addListener((Future<InetSocketAddress> resolved) -> {
            if (resolved.isSuccess()) {
                connectTo(context, resolved.getNow(), local, promise);
            } else {
                fail(context, promise, unreachable("has a name that does not resolve", resolved.cause()));
            }
        });
    }

    private void connectTo(
            ChannelHandlerContext context,
            InetSocketAddress address,
            @Nullable SocketAddress local,
            ChannelPromise promise) {
        ChannelFuture connected = local == null
                ? context.connect(address, context.newPromise())
                : context.connect(address, local, context.newPromise());
        connected.addListener(result -> {
            if (result.isSuccess()) {
                promise.trySuccess();
            } else {
                fail(context, promise, unreachable("does not accept connections", result.cause()));
            }
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.pipeline().addBefore(context.name(), null, codec);
        ask(context);
    }

    private void ask(ChannelHandlerContext context) {
        ProxySignIn.Attempt next = signIn.attempt(target);
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.CONNECT, target, Unpooled.EMPTY_BUFFER);
        request.headers().set(HttpHeaderNames.HOST, target);
        next.header(proxy.login())
                .ifPresent(header -> request.headers().set(HttpHeaderNames.PROXY_AUTHORIZATION, header));
        attempt = next;
        answer = null;
        attempts++;
        context.writeAndFlush(request);
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.OPEN) {
            context.fireChannelRead(message);
            return;
        }
        try {
            if (state == State.ASKING && message instanceof HttpResponse response) {
                answer = response;
                if (response.status().code() != 200 && !mayAskAgain(response)) {
                    fail(context, refusal(response));
                }
            }
            if (state == State.ASKING && message instanceof LastHttpContent && answer != null) {
                conclude(context, answer);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private boolean mayAskAgain(HttpResponse response) {
        return response.status().code() == 407 && HttpUtil.isKeepAlive(response) && attempts < MOST_ATTEMPTS;
    }

    private void conclude(ChannelHandlerContext context, HttpResponse response) {
        if (response.status().code() == 200) {
            open(context);
            return;
        }
        Optional<ProxyFailure> hopeless = hopeless(response);
        if (hopeless.isPresent()) {
            fail(context, hopeless.get());
        } else {
            ask(context);
        }
    }

    private void open(ChannelHandlerContext context) {
        end(State.OPEN);
        context.pipeline().remove(codec);
        context.fireChannelActive();
        context.pipeline().remove(this);
    }

    private ProxyFailure refusal(HttpResponse response) {
        if (response.status().code() == 407 && response.decoderResult().isSuccess()) {
            return hopeless(response)
                    .orElseGet(() -> ProxyFailure.challenged("the proxy " + proxy.address() + " wants a login"));
        }
        boolean signedIn = attempt != null && attempt.scheme() != null;
        return ProxyAnswers.failure(proxy, target, response, signedIn);
    }

    private Optional<ProxyFailure> hopeless(HttpResponse response) {
        List<String> challenges = response.headers().getAll(HttpHeaderNames.PROXY_AUTHENTICATE);
        return attempt == null ? Optional.empty() : signIn.refused(attempt, challenges);
    }

    private ProxyFailure unreachable(String what, @Nullable Throwable cause) {
        return ProxyFailure.unreachable("the proxy " + proxy.address() + " " + what, cause);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (state == State.OPEN) {
            context.fireChannelReadComplete();
        } else {
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (state == State.OPEN) {
            context.write(message, promise);
        } else {
            // Only a farewell of TLS that has not begun; the proxy would take it for HTTP.
            ReferenceCountUtil.release(message);
            promise.tryFailure(unreachable("has opened no tunnel", null));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (state == State.OPEN) {
            context.fireExceptionCaught(cause);
        } else {
            fail(context, unreachable("broke the connection", cause));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, unreachable("closed the connection without an answer", null));
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        end(state);
    }

    private void fail(ChannelHandlerContext context, ChannelPromise connecting, ProxyFailure failure) {
        if (connecting.tryFailure(failure)) {
            end(State.FAILED);
            context.close();
        } else {
            fail(context, failure);
        }
    }

    private void fail(ChannelHandlerContext context, ProxyFailure failure) {
        if (state == State.ASKING) {
            end(State.FAILED);
            context.fireExceptionCaught(failure);
            context.close();
        }
    }

    private void end(State end) {
        state = end;
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
