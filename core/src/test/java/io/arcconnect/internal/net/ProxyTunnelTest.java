package io.arcconnect.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.netty.channel.Channel;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** What a proxy may answer to CONNECT, and what the caller hears of it. */
@Timeout(60)
class ProxyTunnelTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TARGET = "relay.invalid";
    private static final String PASSWORD = "never-printed";
    private static final String OK = "HTTP/1.1 200 Connection established\r\n\r\n";
    private static final String ASK = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ";

    private final Names names = new Names(DefaultAddressResolverGroup.INSTANCE, Optional.of(proxy("unused", 1)));

    @AfterEach
    void end() {
        names.close();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "403 Forbidden, proxy.refused, false",
        "405 Method Not Allowed, proxy.refused, false",
        "302 Found, proxy.refused, false",
        "500 Unable to connect, relay.unreachable, true",
        "502 Bad Gateway, relay.unreachable, true",
        "503 Service Unavailable, relay.unreachable, true",
        "504 Gateway Timeout, relay.unreachable, true",
    })
    void connect_whenTheProxyRefuses_thenTheStatusDecides(String status, String code, boolean passes) throws Exception {
        try (ScriptedProxy proxy = new ScriptedProxy("HTTP/1.1 " + status + "\r\nConnection: close\r\n\r\nno")) {
            Failure failure = fails(proxy);

            assertThat(failure.reason().code()).isEqualTo(code);
            assertThat(failure.reason().isTransient()).isEqualTo(passes);
            assertThat(failure.detail())
                    .contains("127.0.0.1:" + proxy.port(), TARGET + ":443", "HTTP " + status.substring(0, 3));
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void connect_whenTheProxyAccepts_thenItWasAskedByName() throws Exception {
        // The far end closes the tunnel, so the connection fails, but not for the proxy.
        try (ScriptedProxy proxy = new ScriptedProxy(OK)) {
            Throwable error = get(proxy);

            assertThat(ProxyFailure.in(error)).isEmpty();
            assertThat(proxy.requests().get(0))
                    .startsWith("CONNECT " + TARGET + ":443 HTTP/1.1\n")
                    .containsIgnoringCase("host: " + TARGET + ":443");
        }
    }

    @ParameterizedTest
    @CsvSource({"NTLM", "Negotiate", "'NTLM, Negotiate'", "Bearer"})
    void connect_whenOnlyForeignSchemesAreOffered_thenUnsupportedAndAskedOnce(String offered) throws Exception {
        try (ScriptedProxy proxy = new ScriptedProxy(ASK + offered + "\r\nContent-Length: 0\r\n\r\n")) {
            Failure failure = fails(proxy);

            assertThat(failure.reason()).isEqualTo(ArcReason.PROXY_AUTHENTICATION_UNSUPPORTED);
            assertThat(failure.detail()).containsIgnoringCase(offered);
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 2", "Connection: close"})
    void connect_whenAsked_thenAnsweredOnTheSameConnectionOrTheNext(String header) throws Exception {
        try (ScriptedProxy proxy = new ScriptedProxy(ASK + "Basic realm=\"x\"\r\n" + header + "\r\n\r\nno", OK)) {
            Throwable error = get(proxy);

            assertThat(ProxyFailure.in(error)).isEmpty();
            assertThat(proxy.requests().get(0)).doesNotContainIgnoringCase("proxy-authorization");
            assertThat(proxy.requests().get(1)).containsIgnoringCase("proxy-authorization: Basic ");
        }
    }

    @ParameterizedTest
    @CsvSource({"407 Proxy Authentication Required", "401 Unauthorized"})
    void connect_whenThePasswordIsWrong_thenFailedAfterOneTry(String status) throws Exception {
        String refusal =
                "HTTP/1.1 " + status + "\r\nProxy-Authenticate: Basic realm=\"x\"\r\nConnection: close\r\n\r\n";
        String question = ASK + "Basic realm=\"x\"\r\nConnection: close\r\n\r\n";
        try (ScriptedProxy proxy = new ScriptedProxy(question, refusal, refusal, refusal)) {
            Failure failure = fails(proxy);

            assertThat(failure.reason()).isEqualTo(ArcReason.PROXY_AUTHENTICATION_FAILED);
            assertThat(failure.message()).doesNotContain(PASSWORD);
            assertThat(proxy.requests()).hasSize(2);
        }
    }

    @Test
    void connect_whenTheProxyHangsUp_thenUnreachable() throws Exception {
        try (ScriptedProxy proxy = new ScriptedProxy(ScriptedProxy.HANG_UP)) {
            assertThat(fails(proxy).reason()).isEqualTo(ArcReason.PROXY_UNREACHABLE);
        }
    }

    @Test
    void connect_whenTheProxySaysNothing_thenUnreachable() throws Exception {
        try (ScriptedProxy proxy = new ScriptedProxy(ScriptedProxy.SILENCE)) {
            Failure failure = failure(get(proxy("127.0.0.1", proxy.port()), Duration.ofMillis(200)));

            assertThat(failure.reason()).isEqualTo(ArcReason.PROXY_UNREACHABLE);
            assertThat(failure.detail()).contains("did not answer");
        }
    }

    @Test
    void connect_whenCancelledMeanwhile_thenNothingIsDropped() throws Exception {
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try (ScriptedProxy proxy = new ScriptedProxy(ScriptedProxy.SILENCE)) {
            List<Channel> channels = new CopyOnWriteArrayList<>();
            Disposable connecting = connect(proxy("127.0.0.1", proxy.port()), Duration.ofSeconds(20), channels::add)
                    .subscribe(nothing -> {}, dropped::add);
            proxy.awaitRequest();

            connecting.dispose();
            channels.get(0).close();

            assertThat(channels.get(0).closeFuture().await(20, TimeUnit.SECONDS))
                    .isTrue();
            channels.get(0).eventLoop().submit(() -> {}).get(20, TimeUnit.SECONDS);
            assertThat(dropped).isEmpty();
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    @Test
    void connect_whenNobodyListens_thenUnreachable() throws Exception {
        ScriptedProxy gone = new ScriptedProxy();
        gone.close();

        Failure failure = fails(gone);

        assertThat(failure.reason()).isEqualTo(ArcReason.PROXY_UNREACHABLE);
        assertThat(failure.detail()).contains("does not accept connections");
    }

    @Test
    void connect_whenItIsNoHttpProxy_thenRefused() throws Exception {
        try (ScriptedProxy proxy = new ScriptedProxy("SSH-2.0-OpenSSH_9.2\r\n\r\n")) {
            Failure failure = fails(proxy);

            assertThat(failure.reason()).isEqualTo(ArcReason.PROXY_REFUSED);
            assertThat(failure.detail()).contains("does not speak HTTP");
        }
    }

    private Failure fails(ScriptedProxy proxy) {
        return failure(get(proxy));
    }

    private static Failure failure(Throwable error) {
        return ProxyFailure.in(error)
                .orElseThrow(() -> new AssertionError("not the proxy's fault", error))
                .failure(Stage.DIAL, "dialing: ", ArcReason.RELAY_UNREACHABLE);
    }

    private Throwable get(ScriptedProxy proxy) {
        return get(proxy("127.0.0.1", proxy.port()), Duration.ofSeconds(20));
    }

    private Throwable get(HttpProxy proxy, Duration patience) {
        return connect(proxy, patience, channel -> {})
                .map(status -> (Throwable) new AssertionError("answered " + status))
                .onErrorResume(Mono::just)
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    private Mono<Integer> connect(HttpProxy proxy, Duration patience, Consumer<Channel> channels) {
        ProxyTunnels tunnels = new ProxyTunnels(proxy, names, patience);
        Mono<Integer> answer = HttpClient.create(ConnectionProvider.newConnection())
                .resolver(names)
                .secure()
                .disableRetry(true)
                .doOnChannelInit((observer, channel, target) -> {
                    tunnels.install(channel, target);
                    channels.accept(channel);
                })
                .get()
                .uri("https://" + TARGET + "/")
                .response()
                .map(response -> response.status().code());
        return ProxyTunnels.answeringChallenges(answer);
    }

    private static HttpProxy proxy(String host, int port) {
        return new HttpProxy(host, port, Optional.of(ProxyLogin.of("ada", PASSWORD)), NoProxy.none(), "test");
    }
}
