package io.arcconnect.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpPipelineBuilder;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.internal.arm.ScriptedHttp.Answer;
import io.arcconnect.model.ArmLimits;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.ArmCallEvent;
import io.arcconnect.spi.event.ArmWaitingEvent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Virtual time throughout. */
@Timeout(60)
class ArmGateTest {

    private static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");
    private static final Answer OK = new Answer(200, "{\"location\":\"westeurope\",\"properties\":{}}");

    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    private final ScriptedHttp http = new ScriptedHttp();
    private final List<ArcEvent> events = new ArrayList<>();
    private final List<Long> answered = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Reporter reporter = events::add;
    private final HybridComputeApi compute = ArmApis.over(
                    new HttpPipelineBuilder()
                            .httpClient(http)
                            .policies(new ArmGate(
                                    ArmLimits.DEFAULT.withReads(1, 1).withLongestWait(Duration.ofSeconds(5)), reporter))
                            .build(),
                    URI.create("https://management.azure.com"),
                    Set.of(),
                    Duration.ofSeconds(10),
                    Clock.systemUTC(),
                    reporter)
            .compute();

    @AfterEach
    void end() {
        VirtualTimeScheduler.reset();
    }

    private void ask(String user) {
        compute.getMachine(MACHINE)
                .map(MachineState::location)
                .contextWrite(context -> context.put("user", user))
                .subscribe(location -> answered.add(time.now(TimeUnit.SECONDS)), failures::add);
    }

    private <E> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void call_whenTooManyAtOnce_thenTheyWaitAndAreToldSo() {
        http.script.add(OK);
        ask("one");
        ask("two");
        ask("three");
        assertThat(answered).containsExactly(0L);

        time.advanceTimeBy(Duration.ofSeconds(2));

        assertThat(answered).containsExactly(0L, 1L, 2L);
        assertThat(told(ArmWaitingEvent.class)).hasSize(2).last().satisfies(waiting -> {
            assertThat(waiting.call()).isEqualTo("get-machine");
            assertThat(waiting.ahead()).isEqualTo(1);
            assertThat(waiting.expected()).isEqualTo(Duration.ofSeconds(2));
            assertThat(waiting.context().<String>get("user")).isEqualTo("three");
            assertThat(waiting.clientRequestId()).isPresent();
        });
        assertThat(told(ArmCallEvent.class)).hasSize(3).last().satisfies(call -> {
            assertThat(call.waited()).isEqualTo(Duration.ofSeconds(2));
            assertThat(call.status()).hasValue(200);
            assertThat(call.machine()).contains(MACHINE);
        });
    }

    @Test
    void call_whenAzureRefusesIt_thenNobodyAsksAgainBeforeRetryAfter() {
        http.script.add(new Answer(429, "{}").with("Retry-After", "3"));
        http.script.add(OK);
        ask("one");
        assertThat(told(ArmCallEvent.class)).singleElement().satisfies(call -> {
            assertThat(call.isThrottled()).isTrue();
            assertThat(call.retryAfter()).contains(Duration.ofSeconds(3));
        });
        assertThat(failures)
                .singleElement()
                .isInstanceOfSatisfying(
                        ControlPlaneException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ArcReason.ARM_THROTTLED));

        ask("two");
        time.advanceTimeBy(Duration.ofSeconds(3));
        assertThat(http.calls).hasSize(1);

        time.advanceTimeBy(Duration.ofSeconds(2));
        assertThat(answered).hasSize(1);
    }

    @Test
    void call_whenItsTurnDoesNotCome_thenThrottledWithTheIdOfTheCall() {
        http.script.add(OK);
        for (int i = 0; i < 7; i++) {
            ask("user-" + i);
        }

        time.advanceTimeBy(Duration.ofSeconds(60));

        assertThat(answered).hasSizeBetween(5, 6);
        assertThat(failures)
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure).isInstanceOfSatisfying(ControlPlaneException.class, late -> {
                    assertThat(late.reason()).isEqualTo(ArcReason.ARM_THROTTLED);
                    assertThat(late.machine()).contains(MACHINE);
                    assertThat(late.facts()).containsEntry("longestWait", "5s").containsKey("clientRequestId");
                }));
        assertThat(http.calls).hasSameSizeAs(answered);
    }
}
