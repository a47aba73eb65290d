package io.arcconnect.spi.event;

import java.time.Duration;

/**
 * A call to Azure Resource Manager waits for its turn, because more would be refused.
 *
 * @param origin about which machine, with the {@code clientRequestId}
 * @param call what it is, a word of few, such as {@code list-credentials}
 * @param ahead how many calls of the same subscription come before it
 * @param expected how long that takes, at the rate of this moment
 */
public record ArmWaitingEvent(Origin origin, String call, int ahead, Duration expected) implements ArcEvent {}
