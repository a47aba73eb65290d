package io.arcconnect.tunnel;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A connection that is open, as it was at one moment.
 *
 * @param peer where the program that connected has its end; empty where nobody knows, as on a machine's side
 * @param since when it was let in
 * @param toMachine bytes that it has carried to the machine's side
 * @param fromMachine bytes that it has carried from there
 */
public record OpenConnection(Optional<InetSocketAddress> peer, Instant since, long toMachine, long fromMachine) {}
