package io.arcconnect.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.DialWaitingEvent;
import io.arcconnect.spi.event.DialedEvent;
import io.arcconnect.spi.event.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

class EventKindsTest {

    private static final Origin ORIGIN = Origin.of(
            MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01"),
            Context.of("user", "ada", "password", "hunter2"));

    @Test
    void tell_whenAnyKindOfEvent_thenTheListenerHasAMethodForIt() {
        List<String> named = Arrays.stream(ArcConnectListener.class.getMethods())
                .filter(method ->
                        method.getName().startsWith("on") && !method.getName().equals("onEvent"))
                .map(method -> method.getParameterTypes()[0].getName())
                .toList();

        List<String> kinds = Arrays.stream(ArcEvent.class.getPermittedSubclasses())
                .map(Class::getName)
                .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(kinds);
        assertThat(EventKinds.known()).extracting(Class::getName).containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void onEvent_whenNotOverridden_thenTheMethodOfItsKind() {
        List<Object> told = new ArrayList<>();
        ArcConnectListener listener = new ArcConnectListener() {
            @Override
            public void onDialed(DialedEvent event) {
                told.add(event);
            }
        };

        DialedEvent dialed = new DialedEvent(ORIGIN, RelayService.ssh(), Duration.ofMillis(200));
        listener.onEvent(dialed);
        listener.onEvent(new DialWaitingEvent(
                ORIGIN,
                RelayService.ssh(),
                Duration.ZERO,
                Duration.ofSeconds(60),
                new RelayException(Failure.of(ArcReason.RELAY_LISTENER_NOT_FOUND, Stage.DIAL, "scripted"))));

        assertThat(told).containsExactly(dialed);
    }

    @Test
    void and_whenTheFirstThrows_thenTheSecondIsToldAllTheSame() {
        List<ArcEvent> told = new ArrayList<>();
        ArcConnectListener failing = new ArcConnectListener() {
            @Override
            public void onEvent(ArcEvent event) {
                throw new IllegalStateException("scripted");
            }
        };
        ArcConnectListener noting = new ArcConnectListener() {
            @Override
            public void onEvent(ArcEvent event) {
                told.add(event);
            }
        };
        DialedEvent dialed = new DialedEvent(ORIGIN, RelayService.ssh(), Duration.ZERO);

        assertThatIllegalStateException().isThrownBy(() -> failing.and(noting).onEvent(dialed));

        assertThat(told).containsExactly(dialed);
    }

    @Test
    void toString_whenTheContextHoldsASecret_thenItIsNotPrinted() {
        String text = new DialedEvent(ORIGIN, RelayService.ssh(), Duration.ofMillis(200)).toString();

        assertThat(text).contains("web-01", "SSH:22", "PT0.2S").doesNotContain("hunter2", "ada");
        assertThat(ORIGIN.context().<String>get("user")).isEqualTo("ada");
    }
}
