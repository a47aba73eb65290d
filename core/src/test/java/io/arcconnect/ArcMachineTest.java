package io.arcconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.spi.event.CloseProblemEvent;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

class ArcMachineTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");

    private final List<Throwable> closeProblems = new CopyOnWriteArrayList<>();
    private final AtomicInteger closes = new AtomicInteger();
    private final ArcConnect arc = ArcConnect.builder()
            .listener(new ArcConnectListener() {
                @Override
                public void onCloseProblem(CloseProblemEvent event) {
                    closeProblems.add(event.problem());
                    throw new IllegalStateException("a listener that throws is dropped");
                }
            })
            .ports(ports -> ports.hybridCompute(unused())
                    .relayCredentialBroker(broker())
                    .relayDialer((c, s) -> Mono.error(
                            new RelayException(Failure.of(ArcReason.RELAY_FORBIDDEN, Stage.DIAL, "scripted")))))
            .build();
    private final ArcMachine machine = arc.machine(ID);

    @AfterEach
    void close() {
        arc.close().block(LIMIT);
    }

    private static HybridComputeApi unused() {
        return (HybridComputeApi) Proxy.newProxyInstance(
                HybridComputeApi.class.getClassLoader(), new Class<?>[] {HybridComputeApi.class}, (p, method, a) -> {
                    throw new AssertionError("unexpected call: " + method);
                });
    }

    private static RelayCredentialBroker broker() {
        return new RelayCredentialBroker() {
            @Override
            public Mono<RelayCredentials> credentials(MachineId machine, RelayService service) {
                return Mono.just(new RelayCredentials(
                        machine,
                        "n",
                        "example.org",
                        "p",
                        Secret.of("k"),
                        Instant.MAX,
                        Secret.of("t"),
                        Optional.empty()));
            }

            @Override
            public Mono<RelayCredentials> renew(MachineId machine, RelayService service, RelayCredentials rejected) {
                return credentials(machine, service);
            }
        };
    }

    private AsyncCloseable session(Mono<Void> closing) {
        return new AsyncCloseable() {
            @Override
            public Mono<Void> close() {
                return Mono.defer(() -> {
                    closes.incrementAndGet();
                    return closing;
                });
            }

            @Override
            public Mono<Void> onClose() {
                return Mono.never();
            }
        };
    }

    @Test
    void use_whenTheCloseFails_thenTheResultStaysAndTheListenerIsTold() {
        Mono<String> result = machine.use(
                route -> Mono.just(session(Mono.error(new IllegalStateException("close failed")))),
                session -> Mono.just("value"));

        assertThat(result.block(LIMIT)).isEqualTo("value");
        arc.close().block(LIMIT);
        assertThat(closeProblems).singleElement().asString().contains("close failed");
    }

    @Test
    void use_whenTheCloseHangs_thenTheResultComesAllTheSame() {
        Mono<String> result = machine.use(route -> Mono.just(session(Mono.never())), session -> Mono.just("value"));

        assertThat(result.block(LIMIT)).isEqualTo("value");
    }

    @Test
    void use_whenTheWorkFails_thenItsOwnErrorAndOneClose() {
        Mono<String> result = machine.use(
                route -> Mono.just(session(Mono.error(new IllegalStateException("close failed")))),
                session -> Mono.error(new IllegalArgumentException("work failed")));

        assertThatThrownBy(() -> result.block(LIMIT)).hasMessage("work failed");
        assertThat(closes).hasValue(1);
    }

    @Test
    void use_whenTheWorkThrows_thenItsOwnErrorAndOneClose() {
        Mono<String> result = machine.use(route -> Mono.just(session(Mono.empty())), session -> {
            throw new IllegalArgumentException("work threw");
        });

        assertThatThrownBy(() -> result.block(LIMIT)).hasMessage("work threw");
        assertThat(closes).hasValue(1);
    }

    @Test
    void use_whenCancelled_thenClosed() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        var using = machine.use(route -> Mono.just(session(Mono.fromRunnable(closed::countDown))), session -> {
                    working.countDown();
                    return Mono.never();
                })
                .subscribe();
        assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();

        using.dispose();

        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void connect_whenTheSessionArrivesAfterTheCancel_thenItIsClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<MonoSink<AsyncCloseable>> opener = new AtomicReference<>();
        CountDownLatch opening = new CountDownLatch(1);
        var connecting = machine.connect(route -> Mono.<AsyncCloseable>create(sink -> {
                    opener.set(sink);
                    opening.countDown();
                }))
                .subscribe();
        assertThat(opening.await(20, TimeUnit.SECONDS)).isTrue();

        connecting.dispose();
        opener.get().success(session(Mono.fromRunnable(closed::countDown)));

        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stream_whenTheWorkHasManyResults_thenAllAndThenOneClose() {
        List<Integer> results = machine.stream(route -> Mono.just(session(Mono.empty())), session -> Flux.range(0, 100))
                .collectList()
                .block(LIMIT);

        assertThat(results).hasSize(100);
        assertThat(closes).hasValue(1);
    }

    @Test
    void use_whenTheWorkRuns_thenOnAThreadThatMayBlock() {
        String thread = machine.use(
                        route -> Mono.just(session(Mono.empty())),
                        session -> Mono.fromSupplier(() -> {
                            assertThat(Schedulers.isInNonBlockingThread()).isFalse();
                            return Thread.currentThread().getName();
                        }))
                .block(LIMIT);

        assertThat(thread).startsWith("arc-user");
    }

    @Test
    void dial_whenTheDialerIsReplaced_thenItsErrorComesThrough() {
        assertThatThrownBy(() -> machine.dial(RelayService.ssh()).block(LIMIT))
                .isInstanceOfSatisfying(
                        ArcConnectException.class,
                        error -> assertThat(error.reason()).isEqualTo(ArcReason.RELAY_FORBIDDEN));
    }

    @Test
    void build_whenNobodyIsAsking_thenRefusedAtOnce() {
        assertThatThrownBy(() -> ArcConnect.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credential");
    }
}
