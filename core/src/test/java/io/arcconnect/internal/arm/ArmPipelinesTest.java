package io.arcconnect.internal.arm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Header;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.MachineState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(60)
class ArmPipelinesTest {

    private static final String PATH = ArmServer.MACHINE.resourceId();

    private final ArmServer server = ArmServer.SHARED;
    private final WireMockServer wire = server.wire;

    @BeforeEach
    void forget() {
        wire.resetAll();
    }

    @Test
    void build_whenChallengedForClaims_thenTheCredentialIsAskedAgain() {
        List<TokenRequestContext> asked = new CopyOnWriteArrayList<>();
        String claims = "{\"access_token\":{\"nbf\":{\"essential\":true}}}";
        wire.stubFor(get(urlPathEqualTo(PATH))
                .withHeader("Authorization", equalTo("Bearer first"))
                .willReturn(aResponse()
                        .withStatus(401)
                        .withHeader(
                                "WWW-Authenticate",
                                "Bearer realm=\"\", error=\"insufficient_claims\", claims=\""
                                        + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                                        + "\"")));
        wire.stubFor(get(urlPathEqualTo(PATH))
                .withHeader("Authorization", equalTo("Bearer second"))
                .willReturn(okJson("{\"location\":\"westeurope\"}")));
        TokenCredential credential = request -> {
            asked.add(request);
            return Mono.just(new AccessToken(
                    request.getClaims() == null ? "first" : "second",
                    ArmServer.token().getExpiresAt()));
        };

        StepVerifier.create(machine(credential)).expectNextCount(1).verifyComplete();

        assertThat(asked)
                .hasSize(2)
                .last()
                .extracting(TokenRequestContext::getClaims)
                .isEqualTo(claims);
        assertThat(asked)
                .allSatisfy(
                        request -> assertThat(request.getScopes()).containsExactly(server.endpoint() + "/.default"));
    }

    @Test
    void build_whenTheTokenIsRefusedWithoutAChallenge_thenTheCredentialIsAskedOnceMore() {
        AtomicInteger asked = new AtomicInteger();
        wire.stubFor(get(urlPathEqualTo(PATH))
                .withHeader("Authorization", equalTo("Bearer token-1"))
                .willReturn(aResponse().withStatus(401)));
        wire.stubFor(get(urlPathEqualTo(PATH))
                .withHeader("Authorization", equalTo("Bearer token-2"))
                .willReturn(okJson("{\"location\":\"westeurope\"}")));

        StepVerifier.create(machine(request -> Mono.fromSupplier(() -> new AccessToken(
                        "token-" + asked.incrementAndGet(), ArmServer.token().getExpiresAt()))))
                .expectNextCount(1)
                .verifyComplete();

        assertThat(asked).hasValue(2);
    }

    @Test
    void build_whenEveryTokenIsRefused_thenUnauthenticatedAfterTwo() {
        AtomicInteger asked = new AtomicInteger();
        wire.stubFor(get(urlPathEqualTo(PATH)).willReturn(aResponse().withStatus(401)));

        StepVerifier.create(machine(request -> Mono.fromSupplier(() -> new AccessToken(
                        "token-" + asked.incrementAndGet(), ArmServer.token().getExpiresAt()))))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ArcConnectException.class,
                                told -> assertThat(told.reason()).isEqualTo(ArcReason.ARM_UNAUTHENTICATED)));

        assertThat(asked).hasValue(2);
        wire.verify(2, getRequestedFor(urlPathEqualTo(PATH)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://management.azure.com, https://management.azure.com/.default",
        "https://management.azure.com/, https://management.azure.com/.default",
        "https://management.usgovcloudapi.net/prefix/, https://management.usgovcloudapi.net/.default",
        "https://localhost:8443, https://localhost:8443/.default",
    })
    void scope_whenDerived_thenHostAndPortOnly(URI endpoint, String expected) {
        assertThat(ArmPipelines.scope(endpoint)).isEqualTo(expected);
    }

    @Test
    void build_whenCredentialFails_thenUnauthenticatedAtOnce() {
        AtomicInteger asked = new AtomicInteger();
        IllegalStateException own = new IllegalStateException("no account is signed in");

        StepVerifier.create(withDefaultRetry(request -> {
                    asked.incrementAndGet();
                    throw own;
                }))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(ArcConnectException.class, told -> {
                            assertThat(told.reason()).isEqualTo(ArcReason.ARM_UNAUTHENTICATED);
                            assertThat(told).hasCause(own).hasMessageContaining("no account is signed in");
                        }));

        assertThat(asked).hasValue(1);
        assertThat(wire.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void build_whenALibraryOfTheCredentialIsMissing_thenUnauthenticatedEachTime(boolean atOnce) {
        TokenCredential broken = request -> {
            if (atOnce) {
                throw new NoClassDefFoundError("com/sun/jna/Platform");
            }
            return Mono.fromCallable(() -> {
                throw new NoClassDefFoundError("com/sun/jna/Platform");
            });
        };
        Mono<?> machine = withDefaultRetry(broken);

        for (int i = 0; i < 2; i++) {
            StepVerifier.create(machine)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(
                                    ArcConnectException.class,
                                    told -> assertThat(told.reason()).isEqualTo(ArcReason.ARM_UNAUTHENTICATED)))
                    .verify(Duration.ofSeconds(20));
        }
    }

    @Test
    void build_whenCredentialIsEmpty_thenUnauthenticated() {
        StepVerifier.create(machine(request -> Mono.empty()))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ArcConnectException.class,
                                told -> assertThat(told.reason()).isEqualTo(ArcReason.ARM_UNAUTHENTICATED)));
    }

    @Test
    void build_whenServerErrorPasses_thenRetried() {
        wire.stubFor(get(urlPathEqualTo(PATH))
                .inScenario("busy")
                .whenScenarioStateIs("Started")
                .willSetStateTo("calm")
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0")));
        wire.stubFor(get(urlPathEqualTo(PATH))
                .inScenario("busy")
                .whenScenarioStateIs("calm")
                .willReturn(okJson("{\"location\":\"westeurope\"}")));

        StepVerifier.create(withDefaultRetry(request -> Mono.just(ArmServer.token())))
                .expectNextCount(1)
                .verifyComplete();
    }

    @ParameterizedTest
    @CsvSource({"Retry-After, 3600", "x-ms-retry-after-ms, 3600000", "'Retry-After', 'Wed, 21 Oct 2099 07:28:00 GMT'"})
    void build_whenToldToWaitLong_thenTheCallerIsToldInstead(String header, String value) {
        wire.stubFor(
                get(urlPathEqualTo(PATH)).willReturn(aResponse().withStatus(429).withHeader(header, value)));

        StepVerifier.create(withDefaultRetry(request -> Mono.just(ArmServer.token())))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ArcConnectException.class,
                                told -> assertThat(told.reason()).isEqualTo(ArcReason.ARM_THROTTLED)));

        wire.verify(1, getRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void build_whenOptionsAreGiven_thenTheyAreSent() {
        wire.stubFor(get(urlPathEqualTo(PATH)).willReturn(okJson("{\"location\":\"westeurope\"}")));
        ClientOptions options =
                new ClientOptions().setApplicationId("inventory").setHeaders(List.of(new Header("x-team", "edge")));

        StepVerifier.create(ArmApis.over(
                                ArmPipelines.build(
                                        request -> Mono.just(ArmServer.token()),
                                        server.endpoint(),
                                        server.client,
                                        ArmServer.quick(),
                                        new HttpLogOptions(),
                                        options),
                                server.endpoint(),
                                Set.of(),
                                Duration.ofMillis(2))
                        .compute()
                        .getMachine(ArmServer.MACHINE))
                .expectNextCount(1)
                .verifyComplete();

        wire.verify(getRequestedFor(urlPathEqualTo(PATH))
                .withHeader("User-Agent", matching("inventory .*arc-connect/.*"))
                .withHeader("x-team", equalTo("edge"))
                .withHeader("x-ms-client-request-id", matching("[0-9a-f-]{36}")));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, NONE",
        "BASIC, BASIC",
        "BODY, BASIC",
        "HEADERS, HEADERS",
        "BODY_AND_HEADERS, HEADERS",
    })
    void withoutSecrets_whateverIsAsked_thenNoBodiesAndNoToken(HttpLogDetailLevel asked, HttpLogDetailLevel expected) {
        HttpLogOptions options = new HttpLogOptions()
                .setLogLevel(asked)
                .addAllowedHttpHeaderName(HttpHeaderName.AUTHORIZATION)
                .addAllowedHttpHeaderName(HttpHeaderName.fromString("x-team"));

        HttpLogOptions used = ArmPipelines.withoutSecrets(options);

        assertThat(used.getLogLevel()).isEqualTo(expected);
        assertThat(new ArrayList<>(used.getAllowedHttpHeaderNames()))
                .contains(HttpHeaderName.fromString("x-team"))
                .doesNotContain(HttpHeaderName.AUTHORIZATION);
        assertThat(options.getAllowedHttpHeaderNames()).contains(HttpHeaderName.AUTHORIZATION);
    }

    private Mono<MachineState> machine(TokenCredential credential) {
        return server.apis(credential, Set.of()).compute().getMachine(ArmServer.MACHINE);
    }

    private Mono<MachineState> withDefaultRetry(TokenCredential credential) {
        return ArmApis.over(
                        ArmPipelines.build(
                                credential,
                                server.endpoint(),
                                server.client,
                                null,
                                new HttpLogOptions(),
                                new ClientOptions()),
                        server.endpoint(),
                        Set.of(),
                        Duration.ofMillis(2))
                .compute()
                .getMachine(ArmServer.MACHINE);
    }
}
