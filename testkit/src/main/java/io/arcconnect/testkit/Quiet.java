package io.arcconnect.testkit;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Waits until nothing is open on machines. */
final class Quiet {

    private static final long LOOK_NANOS = 2_000_000;

    private Quiet() {}

    static void await(Collection<RunningMachine> machines, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (machines.stream().anyMatch(Quiet::isBusy)) {
            if (System.nanoTime() >= deadline) {
                throw new AssertionError("still open after " + longest + ": "
                        + machines.stream()
                                .filter(Quiet::isBusy)
                                .map(RunningMachine::toString)
                                .collect(Collectors.joining("; ")));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean isBusy(RunningMachine machine) {
        return machine.openConnections() + machine.openSessions() + machine.openChannels() > 0;
    }
}
