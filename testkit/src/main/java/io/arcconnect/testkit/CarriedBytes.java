package io.arcconnect.testkit;

/**
 * Payload that the emulated relay has carried: what is inside the websocket's frames, without their headers.
 *
 * @param toMachine bytes from clients to the machine
 * @param fromMachine bytes from the machine to clients
 */
public record CarriedBytes(long toMachine, long fromMachine) {}
