package io.arcconnect.internal.access;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Tells whose a connection to a local port is, on Linux. */
public final class ConnectionOwners {

    private static final Path PROC = Path.of("/proc");

    /** Far more than the longest table takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Batches batches;

    ConnectionOwners(Look look) {
        this.batches = new Batches(look);
    }

    /** {@return whether this system tells} */
    public static boolean areTold() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    }

    /** {@return ours are those of the user that this program is} */
    public static ConnectionOwners sameUser() {
        ProcFiles proc = new ProcFiles(PROC);
        return new ConnectionOwners(new SameUser(new SocketOwners(proc), new OwnUser(proc)));
    }

    /**
     * Watches one process. Another that gets its number later is not it.
     *
     * @param pid of a process that runs now
     * @return ours are those of the process and those that it started
     */
    public static ConnectionOwners family(long pid) {
        ProcFiles proc = new ProcFiles(PROC);
        Optional<ProcessHandle> eldest = ProcessHandle.of(pid);
        return new ConnectionOwners(new OneFamily(
                new SocketOwners(proc),
                new HeldSockets(proc, HeldSockets.LIMIT),
                "process " + pid,
                () -> members(eldest)));
    }

    /**
     * Looks at one connection. Subscribing looks, and may block.
     *
     * @param program the program's end
     * @param port our end
     * @return the finding, within 30 seconds
     */
    public Mono<Finding> find(InetSocketAddress program, InetSocketAddress port) {
        return batches.ask(new Ends(program, port))
                .timeout(
                        PATIENCE,
                        Mono.fromSupplier(() -> Finding.notOurs(
                                "whose it is was not found within " + PATIENCE.toSeconds() + " seconds")));
    }

    private static List<Long> members(Optional<ProcessHandle> eldest) {
        return eldest.filter(ProcessHandle::isAlive).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }
}
