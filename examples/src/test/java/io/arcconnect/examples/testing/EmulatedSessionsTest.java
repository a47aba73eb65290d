package io.arcconnect.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.Outcome;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Forward;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.testkit.ArcEmulated;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.Leak;
import io.arcconnect.testkit.RunningMachine;
import io.arcconnect.tunnel.LocalPort;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the emulator counts and remembers of real sessions. */
@ArcEmulated(linux = "web-01")
class EmulatedSessionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Ssh ssh(RunningMachine machine) {
        return Ssh.as(ArcEmulated.USER)
                .identity(SshIdentity.password(Secret.of(ArcEmulated.PASSWORD)))
                .hostKeys(HostKeys.pinned(machine.hostKeyFingerprint()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void open_whileACommandRuns_thenConnectionSessionAndChannelAreCounted(
            ArcEmulator emulator, RunningMachine web, ArcMachine machine) {
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch counted = new CountDownLatch(1);
        web.onExec(request -> {
            runs.countDown();
            await(counted);
            return ExecReply.out("done\n");
        });
        Mono<ExecResult> command = machine.use(ssh(web), session -> session.exec("wait"));

        StepVerifier.create(command)
                .then(() -> {
                    await(runs);
                    assertThat(List.of(web.openConnections(), web.openSessions(), web.openChannels()))
                            .containsExactly(1, 1, 1);
                    assertThat(emulator.leaks())
                            .filteredOn(leak -> leak.kind() == Leak.Kind.SESSION)
                            .singleElement()
                            .satisfies(
                                    leak -> assertThat(leak.what()).isEqualTo("use(Ssh) of web-01, which still runs"));
                    counted.countDown();
                })
                .assertNext(result -> assertThat(result.stdout()).isEqualTo("done\n"))
                .expectComplete()
                .verify(LIMIT);

        assertThat(emulator.awaitQuiet(LIMIT).openSessions()).isZero();
        assertThat(web.carried().toMachine()).isPositive();
        assertThat(web.carried().fromMachine()).isPositive();
    }

    @Test
    void leaks_whenASessionAndAPortAreOpen_thenBothAreNamedWithThisPlace(
            ArcEmulator emulator, RunningMachine web, ArcMachine machine) {
        SshSession session = machine.connect(ssh(web)).block(LIMIT);
        LocalPort port =
                machine.connect(Forward.over(ssh(web)).to("localhost", 5432)).block(LIMIT);

        List<Leak> leaks = emulator.leaks().stream()
                .filter(leak -> leak.kind() != Leak.Kind.ARC_CONNECT)
                .toList();

        assertThat(leaks).extracting(Leak::kind).containsExactly(Leak.Kind.SESSION, Leak.Kind.LISTENER);
        assertThat(leaks)
                .extracting(leak -> leak.place().get(0).getMethodName())
                .containsOnly("leaks_whenASessionAndAPortAreOpen_thenBothAreNamedWithThisPlace");
        assertThat(leaks.get(0).what()).contains("to web-01, by connect(Ssh)");
        assertThat(leaks.get(1).what())
                .contains(" on /127.0.0.1:" + port.localAddress().getPort());
        port.close().then(session.close()).block(LIMIT);
    }

    @Test
    void leaks_whenAFleetWorks_thenThePlaceIsWhereItWasToldTo(
            ArcEmulator emulator, RunningMachine web, ArcConnect arc, ArcMachine machine) {
        List<Leak> during = arc.fleet(List.of(machine))
                .use(ssh(web), session -> Mono.fromSupplier(emulator::leaks))
                .map(Outcome::orThrow)
                .blockLast(LIMIT);

        assertThat(during)
                .filteredOn(leak -> leak.kind() == Leak.Kind.SESSION)
                .singleElement()
                .satisfies(leak -> assertThat(leak.place().get(0).getMethodName())
                        .isEqualTo("leaks_whenAFleetWorks_thenThePlaceIsWhereItWasToldTo"));
    }
}
