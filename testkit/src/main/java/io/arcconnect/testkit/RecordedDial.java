package io.arcconnect.testkit;

/**
 * A dial that reached the emulated relay. It holds no token.
 *
 * @param id the sender's {@code sb-hc-id}
 * @param hybridConnectionName path of the hybrid connection
 * @param target value of {@code Microsoft-Guestgateway-Target}; empty when missing
 * @param status of the answer, 101 when it was accepted; 0 when it was never answered
 * @param reason phrase of the answer
 */
public record RecordedDial(String id, String hybridConnectionName, String target, int status, String reason) {}
