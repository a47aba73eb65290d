package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.internal.net.EchoServer;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clocks that are off, and faults that last for a time by the emulator's own (protocol.md 3.7, 3.12). */
@Timeout(60)
class EmulatesClockFaultsTest {

    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    private final MutableClock clock = MutableClock.at(START);
    private EchoServer echo;
    private ArcEmulator emulator;
    private ArmTester arm;
    private RunningMachine machine;

    @BeforeEach
    void start() throws Exception {
        echo = new EchoServer();
        emulator = ArcEmulator.builder()
                .clock(clock)
                .machine(EmulatedMachine.linux("lin").target(22, echo.address()).enabled())
                .start();
        arm = new ArmTester(emulator);
        machine = emulator.machine("lin");
    }

    @AfterEach
    void stop() {
        emulator.close();
        echo.close();
    }

    @Test
    void both404_whenEachLastsFiveSeconds_thenComeInTurnByTheClock() throws Exception {
        machine.faults(
                Fault.endpointDoesNotExist().lasting(Duration.ofSeconds(5)),
                Fault.noListeners().lasting(Duration.ofSeconds(5)));
        ArmTester.Dialing dialing = arm.dialing(machine);

        assertThat(dialing.dial().status()).startsWith("404 Endpoint does not exist.");
        clock.advance(Duration.ofSeconds(4));
        assertThat(dialing.dial().status()).startsWith("404 Endpoint does not exist.");
        clock.advance(Duration.ofSeconds(1));
        assertThat(dialing.dial().status()).startsWith("404 There are no listeners");
        clock.advance(Duration.ofSeconds(5));
        assertThat(dialing.dial().status()).startsWith("101 ");
    }

    @Test
    void armClock_whenOff_thenDateIsAndNothingElse() throws Exception {
        machine.faults(Fault.armClock(Duration.ofMinutes(-10)).once());

        Instant off = date(arm.get(machine.id().resourceId()));
        Instant right = date(arm.get(machine.id().resourceId()));

        assertThat(off).isEqualTo(START.minusSeconds(600));
        assertThat(right).isEqualTo(START);
    }

    @Test
    void relayClock_whenAhead_thenJudgesAccessKeysEarly() throws Exception {
        machine.faults(Fault.relayClock(Duration.ofHours(4)).once());
        ArmTester.Dialing dialing = arm.dialing(machine);

        assertThat(dialing.dial().status()).startsWith("401 ExpiredToken");
        assertThat(dialing.dial().status()).startsWith("101 ");
    }

    @Test
    void relayClock_whenBehind_thenTakesAccessKeysThatHaveEnded() throws Exception {
        ArmTester.Dialing dialing = arm.dialing(machine);
        clock.advance(Duration.ofMinutes(61));

        assertThat(dialing.dial().status()).startsWith("401 ExpiredToken");
        machine.faults(Fault.relayClock(Duration.ofMinutes(-10)), Fault.machineClock(Duration.ofMinutes(-10)));
        assertThat(dialing.dial().status()).startsWith("101 ");
    }

    @Test
    void machineClock_whenAhead_thenTheAgentRefusesTheServiceToken() throws Exception {
        machine.faults(Fault.machineClock(Duration.ofHours(4)).once());
        ArmTester.Dialing dialing = arm.dialing(machine);

        assertThat(dialing.dial().status()).startsWith("403 the service configuration token");
        assertThat(dialing.dial().status()).startsWith("101 ");
    }

    @Test
    void expiredServiceToken_whenIssued_thenTheAgentRefusesIt() throws Exception {
        machine.faults(Fault.expiredServiceToken().once());

        assertThat(arm.dialing(machine).dial().status()).startsWith("403 the service configuration token");
        assertThat(arm.dialing(machine).dial().status()).startsWith("101 ");
    }

    private static Instant date(ArmTester.Answer answer) {
        return Instant.from(
                DateTimeFormatter.RFC_1123_DATE_TIME.parse(answer.header("date").orElseThrow()));
    }
}
