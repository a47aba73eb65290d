package io.arcconnect.spi.event;

import io.arcconnect.model.MachineId;
import java.util.Optional;
import reactor.util.context.ContextView;

/**
 * Something that happened. Printing an event is safe: no event holds a secret, and none prints the subscriber's context.
 * An event carries no time of day: a listener reads its own clock, which is right unless events queue up behind a slow one.
 */
public sealed interface ArcEvent
        permits ActionBegunEvent,
                ActionEndedEvent,
                ApplyEvent,
                ArmCallEvent,
                ArmWaitingEvent,
                CloseProblemEvent,
                CredentialsEvent,
                DialAttemptEvent,
                DialFailedEvent,
                DialHedgedEvent,
                DialWaitingEvent,
                DialedEvent,
                DisconnectedEvent,
                FleetEvent,
                ProvisioningEvent,
                RemovalEvent,
                ServiceSetupEvent,
                SessionEvent,
                TunnelEvent {

    /** {@return what all events have} */
    Origin origin();

    /** {@return about which machine; empty where none is concerned} */
    default Optional<MachineId> machine() {
        return origin().machine();
    }

    /** {@return the label of whoever is asking, where one was given} */
    default Optional<String> caller() {
        return origin().caller();
    }

    /** {@return {@code x-ms-client-request-id} of the call to Azure Resource Manager that this is about} */
    default Optional<String> clientRequestId() {
        return origin().clientRequestId();
    }

    /** {@return the id under which the relay knows the connection that this is about} */
    default Optional<String> trackingId() {
        return origin().trackingId();
    }

    /**
     * {@return Reactor's context of whoever subscribed to what caused this. Who joins somebody else's question, or is served
     * from a cache, gets an event with a context of their own}
     */
    default ContextView context() {
        return origin().context();
    }
}
