package io.arcconnect.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Who shares what with whom; what is asked is {@link CredentialIssuerTest}'s. */
@Timeout(60)
class CachingRelayCredentialBrokerTest {

    private static final MachineId MACHINE = FakeConnectivity.MACHINE;
    private static final RelayService SSH = RelayService.ssh();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final TickingClock clock = new TickingClock();
    private final FakeConnectivity service = new FakeConnectivity(clock);
    private final FakeCompute compute = new FakeCompute();
    private final CachingRelayCredentialBroker never =
            new CachingRelayCredentialBroker(service, compute, ServicePolicy.NEVER_WRITE, LIFETIME, clock, event -> {});
    private final CachingRelayCredentialBroker enabling = never.withServicePolicy(ServicePolicy.ENABLE_IF_MISSING);
    private final CachingRelayCredentialBroker replacing = never.withServicePolicy(ServicePolicy.REPLACE_PORT);

    @Test
    void credentials_whenNotSubscribed_thenNothingIsAsked() {
        Mono<RelayCredentials> cold = enabling.credentials(MACHINE, SSH);

        assertThat(cold).isNotNull();
        assertThat(service.calls).isEmpty();
    }

    @Test
    void credentials_whenPortMayBeReplaced_thenItIsAndOldCredentialsAreForgotten() {
        RelayCredentials old = ask(never);
        RelayCredentials moved = ask(replacing, RelayService.ssh(2222));

        assertThat(moved.enabledOn()).contains(clock.instant());
        assertThat(service.calls)
                .containsExactly("list", "get service", "list", "get service", "put service 2222", "list");
        failsWith(never, error -> assertThat(error.reason()).isEqualTo(ArcReason.SERVICE_PORT_CONFLICT));
        assertThat(old).isNotEqualTo(moved);
    }

    @Test
    void credentials_whenCached_thenNothingIsAskedUntilTheMargin() {
        RelayCredentials first = ask(never);
        clock.advance(Duration.ofMinutes(54));
        assertThat(ask(enabling)).isSameAs(first);

        clock.advance(Duration.ofMinutes(1));
        RelayCredentials second = ask(never);

        assertThat(second).isNotEqualTo(first);
        assertThat(service.count("list")).isEqualTo(2);
    }

    @Test
    void credentials_whenFailed_thenTheFailureIsNotKept() {
        service.beforeList = () -> Mono.error(FakeConnectivity.refused(ArcReason.ARM_UNAVAILABLE, "503"));
        failsWith(never, error -> assertThat(error.reason()).isEqualTo(ArcReason.ARM_UNAVAILABLE));
        service.beforeList = Mono::empty;

        assertThat(ask(never)).isNotNull();
    }

    @Test
    void credentials_whenRetriedInsideTheFailure_thenAskedAgain() {
        service.beforeList = () -> service.count("list") < 3
                ? Mono.error(FakeConnectivity.refused(ArcReason.ARM_UNAVAILABLE, "503"))
                : Mono.empty();

        RelayCredentials issued = never.credentials(MACHINE, SSH).retry(5).block(LIMIT);

        assertThat(issued).isNotNull();
        assertThat(service.count("list")).isEqualTo(3);
    }

    @Test
    void credentials_whenManyAskAtOnce_thenOneQuestionAndOneAnswer() {
        service.latency = Duration.ofSeconds(1);

        StepVerifier.withVirtualTime(() -> Mono.zip(
                                never.credentials(MACHINE, SSH),
                                never.credentials(MACHINE, SSH),
                                never.credentials(MACHINE, SSH))
                        .map(all -> List.of(all.getT1(), all.getT2(), all.getT3())))
                .thenAwait(Duration.ofSeconds(2))
                .assertNext(all -> assertThat(all).containsOnly(all.get(0)))
                .verifyComplete();

        assertThat(service.calls).containsExactly("list", "get service");
    }

    @Test
    void credentials_whenOneOfTwoCancels_thenTheOtherIsAnswered() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            service.latency = Duration.ofSeconds(1);
            Disposable first = never.credentials(MACHINE, SSH).subscribe();
            List<RelayCredentials> second = new ArrayList<>();
            Disposable other = never.credentials(MACHINE, SSH).subscribe(second::add);

            first.dispose();
            time.advanceTimeBy(Duration.ofSeconds(2));

            assertThat(second).hasSize(1);
            assertThat(other.isDisposed()).isTrue();
            assertThat(service.cancelled).hasValue(0);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void credentials_whenTheLastCancels_thenTheQuestionIsAborted() {
        PublisherProbe<Void> hanging = PublisherProbe.of(Mono.never());
        service.beforeList = hanging::mono;
        Disposable first = never.credentials(MACHINE, SSH).subscribe();
        Disposable second = never.credentials(MACHINE, SSH).subscribe();

        first.dispose();
        hanging.assertWasNotCancelled();
        second.dispose();

        hanging.assertWasCancelled();
        service.beforeList = Mono::empty;
        assertThat(ask(never)).isNotNull();
    }

    @Test
    void credentials_whenSomebodyMayLess_thenTheirFailureIsTheirs() {
        service.port = null;
        TestPublisher<Void> gate = TestPublisher.create();
        service.beforeList = () -> service.count("list") == 1 ? gate.mono() : Mono.empty();
        List<Throwable> refused = new ArrayList<>();
        Disposable less = never.credentials(MACHINE, SSH).subscribe(ignored -> {}, refused::add);

        RelayCredentials issued = ask(enabling);
        service.port = null;
        gate.complete();

        assertThat(issued.enabledOn()).isPresent();
        assertThat(less.isDisposed()).isTrue();
        assertThat(refused)
                .singleElement()
                .extracting(error -> ((ArcConnectException) error).reason())
                .isEqualTo(ArcReason.SERVICE_NOT_ENABLED);
        assertThat(ask(never)).isEqualTo(issued);
    }

    @Test
    void credentials_whenManyThreadsAskAndCancel_thenEveryoneWhoStaysIsAnswered() {
        service.latency = Duration.ofMillis(1);
        AtomicInteger answered = new AtomicInteger();

        Flux.range(0, 2_000)
                .flatMap(
                        number -> {
                            if (number % 10 == 0) {
                                never.clear();
                            }
                            Mono<RelayCredentials> asked =
                                    never.credentials(MACHINE, SSH).subscribeOn(Schedulers.parallel());
                            return number % 3 == 0
                                    ? asked.timeout(Duration.ofMillis(1), Mono.empty())
                                    : asked.doOnNext(issued -> answered.incrementAndGet());
                        },
                        16)
                .blockLast(Duration.ofSeconds(20));

        assertThat(answered).hasValue(1_333);
        assertThat(ask(never)).isNotNull();
    }

    @Test
    void renew_whenRejectedIsCached_thenListedAnew() {
        RelayCredentials rejected = ask(never);

        RelayCredentials renewed =
                never.renew(MACHINE, SSH, rejected).blockOptional(LIMIT).orElseThrow();

        assertThat(renewed).isNotEqualTo(rejected);
        assertThat(ask(never)).isSameAs(renewed);
        assertThat(service.count("list")).isEqualTo(2);
    }

    @Test
    void renew_whenOthersWereIssuedMeanwhile_thenThoseAreReturned() {
        RelayCredentials rejected = ask(never);
        RelayCredentials renewed =
                never.renew(MACHINE, SSH, rejected).blockOptional(LIMIT).orElseThrow();

        RelayCredentials again =
                enabling.renew(MACHINE, SSH, rejected).blockOptional(LIMIT).orElseThrow();

        assertThat(again).isSameAs(renewed);
        assertThat(service.count("list")).isEqualTo(2);
    }

    @Test
    void clear_whenCached_thenForgottenInEveryView() {
        ask(never);

        enabling.clear();
        ask(never);

        assertThat(service.count("list")).isEqualTo(2);
    }

    @Test
    void clear_whenAQuestionIsOnItsWay_thenItsAnswerIsNotKept() {
        TestPublisher<Void> gate = TestPublisher.create();
        service.beforeList = () -> service.count("list") == 1 ? gate.mono() : Mono.empty();
        List<RelayCredentials> answered = new ArrayList<>();
        Disposable waiting = never.credentials(MACHINE, SSH).subscribe(answered::add);

        never.clear();
        gate.complete();
        ask(never);

        assertThat(answered).hasSize(1);
        assertThat(waiting.isDisposed()).isTrue();
        assertThat(service.count("list")).isEqualTo(2);
    }

    private RelayCredentials ask(CachingRelayCredentialBroker broker) {
        return ask(broker, SSH);
    }

    private RelayCredentials ask(CachingRelayCredentialBroker broker, RelayService wanted) {
        return broker.credentials(MACHINE, wanted).blockOptional(LIMIT).orElseThrow();
    }

    private static void failsWith(CachingRelayCredentialBroker broker, Consumer<ArcConnectException> check) {
        StepVerifier.create(broker.credentials(MACHINE, SSH))
                .verifyErrorSatisfies(
                        error -> assertThat(error).isInstanceOfSatisfying(ArcConnectException.class, check));
    }
}
