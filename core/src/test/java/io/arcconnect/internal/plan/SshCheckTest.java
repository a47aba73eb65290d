package io.arcconnect.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.HybridConnectivityApi;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(60)
class SshCheckTest {

    private static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");
    private static final RelayService SSH = RelayService.ssh();
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private final List<RelayCredentials> dialed = new ArrayList<>();
    private final AtomicInteger dials = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();

    @Test
    void require_whenAServerThatWasJustInstalledStartsLate_thenItIsWaitedFor() {
        SshCheck check = check(dial -> dial < 4 ? Mono.error(refused()) : Mono.just(saying("SSH-2.0-late\r\n")));

        StepVerifier.withVirtualTime(() -> check.require(ID, SSH, true, true))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(14))
                .thenAwait(Duration.ofSeconds(1))
                .assertNext(banner -> assertThat(banner.text()).contains("SSH-2.0-late"))
                .verifyComplete();

        assertThat(dialed)
                .allSatisfy(credentials -> assertThat(credentials.enabledOn()).contains(NOW));
        assertThat(closes).hasValue(1);
    }

    @Test
    void require_whenItNeverStarts_thenTheRefusalAfterAMinute() {
        SshCheck check = check(dial -> Mono.error(refused()));

        StepVerifier.withVirtualTime(() -> check.require(ID, SSH, false, true))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(59))
                .thenAwait(Duration.ofSeconds(1))
                .verifyErrorSatisfies(error -> assertThat(reason(error)).isEqualTo(ArcReason.RELAY_TARGET_REFUSED));
    }

    @Test
    void require_whenNothingWasInstalled_thenARefusalIsFinal() {
        SshCheck check = check(dial -> Mono.error(refused()));

        StepVerifier.create(check.require(ID, SSH, false, false))
                .verifyErrorSatisfies(error -> assertThat(reason(error)).isEqualTo(ArcReason.RELAY_TARGET_REFUSED));

        assertThat(dials).hasValue(1);
        assertThat(dialed.get(0).enabledOn()).isEmpty();
    }

    @Test
    void require_whenTheServerIsSilent_thenUnverifiedAfterTwentySeconds() {
        SshCheck check = check(dial -> Mono.just(saying()));

        StepVerifier.withVirtualTime(() -> check.require(ID, SSH, false, false))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(19))
                .thenAwait(Duration.ofSeconds(1))
                .verifyErrorSatisfies(error -> assertThat(reason(error)).isEqualTo(ArcReason.PROVISIONING_UNVERIFIED));
        assertThat(closes).hasValue(1);
    }

    @Test
    void answers_whenRefused_thenNo() {
        assertThat(answers(Mono.error(refused()))).contains(false);
    }

    @Test
    void answers_whenABannerComes_thenYes() {
        assertThat(answers(Mono.just(saying("SSH-2.0-x\r\n")))).contains(true);
    }

    @Test
    void answers_whenTheRelayIsInTheWay_thenNobodyKnows() {
        assertThat(answers(Mono.error(
                        new RelayException(Failure.of(ArcReason.RELAY_LISTENER_NOT_FOUND, Stage.DIAL, "no agent")))))
                .isEmpty();
    }

    private Optional<Boolean> answers(Mono<DuplexStream> dial) {
        return check(number -> dial)
                .answers(ID, SSH)
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
    }

    private interface Script {
        Mono<DuplexStream> dial(int number);
    }

    private SshCheck check(Script script) {
        HybridConnectivityApi listing = (HybridConnectivityApi) Proxy.newProxyInstance(
                HybridConnectivityApi.class.getClassLoader(),
                new Class<?>[] {HybridConnectivityApi.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("listCredentials");
                    return Mono.fromSupplier(SshCheckTest::credentials);
                });
        return new SshCheck(
                listing,
                (credentials, service) -> dial(script, credentials),
                (credentials, service) -> dial(script, credentials),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Mono<DuplexStream> dial(Script script, RelayCredentials credentials) {
        return Mono.defer(() -> {
            dialed.add(credentials);
            return script.dial(dials.incrementAndGet());
        });
    }

    private static RelayCredentials credentials() {
        return new RelayCredentials(
                ID, "ns", "example.org", "path", Secret.of("key"), Instant.MAX, Secret.of("token"), Optional.empty());
    }

    private DuplexStream saying(String... words) {
        return new DuplexStream() {
            @Override
            public Flux<ByteBuffer> receive() {
                return Flux.fromArray(words)
                        .map(word -> ByteBuffer.wrap(word.getBytes(StandardCharsets.UTF_8)))
                        .concatWith(Flux.never());
            }

            @Override
            public Mono<Void> send(Publisher<ByteBuffer> bytes) {
                return Mono.error(new AssertionError("nothing is said"));
            }

            @Override
            public Mono<Void> endOutput() {
                return Mono.error(new AssertionError("nothing is said"));
            }

            @Override
            public Mono<Void> close() {
                return Mono.fromRunnable(closes::incrementAndGet);
            }

            @Override
            public Mono<Void> onClose() {
                return Mono.never();
            }
        };
    }

    private static RelayException refused() {
        return new RelayException(Failure.of(ArcReason.RELAY_TARGET_REFUSED, Stage.DIAL, "refused"));
    }

    private static Object reason(Throwable error) {
        return error instanceof ArcConnectException known ? known.reason() : error;
    }
}
