package io.arcconnect.tunnel;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalConnection;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.scheduler.Schedulers;

/** One connection that was let in, and what it has carried. */
final class ServedConnection {

    private final Optional<InetSocketAddress> peer;
    private final boolean comesFromMachine;
    private final Instant since = Instant.ofEpochMilli(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();

    ServedConnection(DuplexStream accepted, boolean comesFromMachine) {
        this.peer = peer(accepted);
        this.comesFromMachine = comesFromMachine;
    }

    static Optional<InetSocketAddress> peer(DuplexStream accepted) {
        return accepted instanceof LocalConnection local ? Optional.of(local.remoteAddress()) : Optional.empty();
    }

    /** Counts here and in the totals of the port, in the view of whoever accepted. */
    DuplexStream counted(DuplexStream accepted, LongAdder allReceived, LongAdder allSent) {
        return new CountedStream(
                accepted, bytes -> count(received, allReceived, bytes), bytes -> count(sent, allSent, bytes));
    }

    long activity() {
        return received.sum() + sent.sum();
    }

    OpenConnection snapshot() {
        return new OpenConnection(
                peer, since, (comesFromMachine ? sent : received).sum(), (comesFromMachine ? received : sent).sum());
    }

    private static void count(LongAdder one, LongAdder all, long bytes) {
        one.add(bytes);
        all.add(bytes);
    }
}
