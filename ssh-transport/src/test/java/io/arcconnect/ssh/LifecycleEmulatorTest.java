package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.Fault;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The contracts of an {@code ArcConnect}'s life that are easy to miss. */
class LifecycleEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ArcEmulator emulator;
    private ArcConnect arc;
    private ArcMachine machine;
    private Ssh ssh;

    @BeforeEach
    void start() {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .ssh(EmbeddedSsh.create().password("ada", "pw"))
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("lin-01").id());
        ssh = Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint()));
    }

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    private static Mono<String> echo(SshSession session) {
        return session.exec("echo hello").map(ExecResult::stdout).map(String::strip);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 8, 15, 30, 60, 120, 250})
    void connect_whenCancelledAtAnyMoment_thenNothingStaysOpen(int milliseconds) {
        machine.use(ssh, LifecycleEmulatorTest::echo).block(LIMIT);
        Disposable opening = machine.connect(ssh)
                .flatMap(session -> session.start(Exec.command("sleep")))
                .flatMapMany(RemoteCommand::stdout)
                .subscribe();

        Mono.delay(Duration.ofMillis(milliseconds)).block(LIMIT);
        opening.dispose();
        arc.close().block(LIMIT);

        Eventually.holds(
                "no relay connection", LIMIT, () -> emulator.machine("lin-01").openConnections() == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 8, 15, 30, 60, 120, 250})
    void use_whenCancelledAtAnyMoment_thenTheConnectionIsClosedWhileArcGoesOn(int milliseconds) {
        machine.use(ssh, LifecycleEmulatorTest::echo).block(LIMIT);
        Disposable using = machine.use(ssh, session -> Mono.never()).subscribe();

        Mono.delay(Duration.ofMillis(milliseconds)).block(LIMIT);
        using.dispose();

        Eventually.holds(
                "no relay connection", LIMIT, () -> emulator.machine("lin-01").openConnections() == 0);
        assertThat(machine.use(ssh, LifecycleEmulatorTest::echo).block(LIMIT)).isEqualTo("hello");
    }

    @Test
    void dial_whenCancelledWhileTheRelayHoldsTheHandshake_thenNothingStaysOpen() {
        emulator.machine("lin-01").faults(Fault.heldHandshake());
        Disposable opening = machine.connect(ssh).subscribe();
        Eventually.holds(
                "a dial",
                LIMIT,
                () -> !emulator.dials().isEmpty() || emulator.requests().size() >= 2);

        opening.dispose();

        Eventually.holds(
                "no relay connection", LIMIT, () -> emulator.machine("lin-01").openConnections() == 0);
    }

    @Test
    void stream_whenOneSubscriberBlocks_thenOtherSessionsGoOn() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Disposable slow = machine.stream(
                        ssh,
                        session -> session.start(Exec.command("echo first")).flatMapMany(RemoteCommand::stdout))
                .doOnNext(chunk -> {
                    blocked.countDown();
                    await(release);
                })
                .subscribe();
        assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();

        List<String> others = Flux.range(0, 4)
                .flatMap(number -> machine.use(ssh, LifecycleEmulatorTest::echo))
                .collectList()
                .block(LIMIT);

        assertThat(others).containsOnly("hello").hasSize(4);
        release.countDown();
        slow.dispose();
    }

    @Test
    void use_whenTheWorkBlocks_thenOtherSessionsGoOn() throws Exception {
        CountDownLatch blocked = new CountDownLatch(3);
        CountDownLatch release = new CountDownLatch(1);
        Disposable slow = Flux.range(0, 3)
                .flatMap(number -> machine.use(ssh, session -> {
                    blocked.countDown();
                    await(release);
                    return Mono.just(number);
                }))
                .subscribe();
        assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();

        String other = machine.use(ssh, LifecycleEmulatorTest::echo).block(LIMIT);

        assertThat(other).isEqualTo("hello");
        release.countDown();
        slow.dispose();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void close_whenThereAreTwoOfThem_thenTheOtherOneWorks() {
        ArcConnect second = emulator.arcConnect().build();
        machine.use(ssh, LifecycleEmulatorTest::echo).block(LIMIT);

        second.machine(machine.id()).use(ssh, LifecycleEmulatorTest::echo).block(LIMIT);
        second.close().block(LIMIT);

        assertThat(machine.use(ssh, LifecycleEmulatorTest::echo).block(LIMIT)).isEqualTo("hello");
        assertThatThrownBy(() -> second.machine(machine.id()).state().block(LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void close_whenASessionIsOpen_thenItEndsAndTheLibrarysThreadsToo() {
        ArcConnect own = emulator.arcConnect().build();
        SshSession session = own.machine(machine.id()).connect(ssh).block(LIMIT);

        own.close().block(LIMIT);
        arc.close().block(LIMIT);

        session.onClose().onErrorComplete().block(LIMIT);
        Eventually.holds(
                "no thread of the library", LIMIT, () -> libraryThreads().isEmpty());
    }

    private static List<String> libraryThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("arc-") && !name.startsWith("arc-emulator"))
                .toList();
    }

    @Test
    void use_whenSessionsAreMany_thenThreadsAreNot() {
        machine.use(ssh, LifecycleEmulatorTest::echo).block(LIMIT);
        int before = ioThreads();

        List<SshSession> sessions = Flux.range(0, 12)
                .flatMap(number -> machine.connect(ssh), 6)
                .collectList()
                .block(LIMIT);

        assertThat(ioThreads())
                .isLessThanOrEqualTo(Math.max(before, Runtime.getRuntime().availableProcessors()));
        Flux.fromIterable(sessions).flatMap(SshSession::close).blockLast(LIMIT);
    }

    private static int ioThreads() {
        return (int) libraryThreads().stream()
                .filter(name -> name.startsWith("arc-relay"))
                .count();
    }

    @Test
    void use_whenRun_thenTheJvmsProvidersAndPropertiesAreAsBefore() {
        List<String> providers =
                Arrays.stream(Security.getProviders()).map(Provider::getName).toList();
        Properties properties = (Properties) System.getProperties().clone();

        machine.use(ssh, LifecycleEmulatorTest::echo).block(LIMIT);

        assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName).toList())
                .isEqualTo(providers)
                .doesNotContain("BC");
        assertThat(System.getProperties()).isEqualTo(properties);
    }
}
