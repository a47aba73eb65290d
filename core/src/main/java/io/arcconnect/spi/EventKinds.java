package io.arcconnect.spi;

import io.arcconnect.spi.event.ActionBegunEvent;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.ApplyEvent;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.ArmCallEvent;
import io.arcconnect.spi.event.ArmWaitingEvent;
import io.arcconnect.spi.event.CloseProblemEvent;
import io.arcconnect.spi.event.CredentialsEvent;
import io.arcconnect.spi.event.DialAttemptEvent;
import io.arcconnect.spi.event.DialFailedEvent;
import io.arcconnect.spi.event.DialHedgedEvent;
import io.arcconnect.spi.event.DialWaitingEvent;
import io.arcconnect.spi.event.DialedEvent;
import io.arcconnect.spi.event.DisconnectedEvent;
import io.arcconnect.spi.event.FleetEvent;
import io.arcconnect.spi.event.ProvisioningEvent;
import io.arcconnect.spi.event.RemovalEvent;
import io.arcconnect.spi.event.ServiceSetupEvent;
import io.arcconnect.spi.event.SessionEvent;
import io.arcconnect.spi.event.TunnelEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which method of a listener belongs to which kind of event. */
final class EventKinds {

    private static final Map<Class<?>, BiConsumer<ArcConnectListener, ArcEvent>> METHODS = methods();

    private EventKinds() {}

    static void tell(ArcConnectListener listener, ArcEvent event) {
        Objects.requireNonNull(METHODS.get(event.getClass())).accept(listener, event);
    }

    static Set<Class<?>> known() {
        return METHODS.keySet();
    }

    private static Map<Class<?>, BiConsumer<ArcConnectListener, ArcEvent>> methods() {
        Map<Class<?>, BiConsumer<ArcConnectListener, ArcEvent>> methods = new HashMap<>();
        add(methods, ArmCallEvent.class, ArcConnectListener::onArmCall);
        add(methods, ArmWaitingEvent.class, ArcConnectListener::onArmWaiting);
        add(methods, ProvisioningEvent.class, ArcConnectListener::onProvisioning);
        add(methods, ServiceSetupEvent.class, ArcConnectListener::onServiceSetup);
        add(methods, CredentialsEvent.class, ArcConnectListener::onCredentials);
        add(methods, DialHedgedEvent.class, ArcConnectListener::onDialHedged);
        add(methods, DialWaitingEvent.class, ArcConnectListener::onDialWaiting);
        add(methods, DialedEvent.class, ArcConnectListener::onDialed);
        add(methods, ActionBegunEvent.class, ArcConnectListener::onActionBegun);
        add(methods, ActionEndedEvent.class, ArcConnectListener::onActionEnded);
        add(methods, DialAttemptEvent.class, ArcConnectListener::onDialAttempt);
        add(methods, DialFailedEvent.class, ArcConnectListener::onDialFailed);
        add(methods, DisconnectedEvent.class, ArcConnectListener::onDisconnected);
        add(methods, SessionEvent.class, ArcConnectListener::onSession);
        add(methods, ApplyEvent.class, ArcConnectListener::onApply);
        add(methods, RemovalEvent.class, ArcConnectListener::onRemoval);
        add(methods, FleetEvent.class, ArcConnectListener::onFleet);
        add(methods, TunnelEvent.class, ArcConnectListener::onTunnel);
        add(methods, CloseProblemEvent.class, ArcConnectListener::onCloseProblem);
        return Map.copyOf(methods);
    }

    private static <E extends ArcEvent> void add(
            Map<Class<?>, BiConsumer<ArcConnectListener, ArcEvent>> methods,
            Class<E> kind,
            BiConsumer<ArcConnectListener, E> method) {
        methods.put(kind, (listener, event) -> method.accept(listener, kind.cast(event)));
    }
}
