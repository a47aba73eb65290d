package io.arcconnect.testkit;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.testkit.internal.memory.MemorySession;
import io.arcconnect.testkit.internal.memory.MemoryWorld;
import io.arcconnect.testkit.internal.net.DesktopGreeting;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * What a tunnel goes over, in memory: a protocol whose sessions open streams to whatever the test lets listen on the machine,
 * under the full contract of {@link StreamOpener}. A place that was not named refuses, as a closed port does.
 *
 * <pre>{@code
 * FakeCarrier carrier = FakeCarrier.create().desktop("localhost", 3389).forbid("localhost", 5900);
 * arc.machine(id).use(Rdp.over(carrier), tunnel -> work(tunnel))
 * }</pre>
 *
 * <p>The tunnel's local port is a real one, so the machine is one of an {@code ArcConnect}, such as {@link ArcEmulated} gives,
 * unless its {@code LocalListener} is a {@link FakeLocalListener}; nothing is asked of Azure and nothing is dialed. A {@link
 * FakeMachine} opens the carrier by itself.
 *
 * <p>Mutable and safe for any thread: what is said counts for streams that are opened afterwards.
 */
public final class FakeCarrier implements ScriptedProtocol<StreamOpener> {

    private final MemoryWorld world = new MemoryWorld();

    private FakeCarrier() {}

    /** {@return a carrier to a machine on which nothing listens} */
    public static FakeCarrier create() {
        return new FakeCarrier();
    }

    /**
     * Lets something listen.
     *
     * @param host as it is asked for, such as {@code localhost}
     * @param port 1 to 65535
     * @param work serves the machine's end of one stream, on a thread that may block; the stream is closed when it ends
     * @return this
     */
    public FakeCarrier listen(String host, int port, Function<DuplexStream, Mono<Void>> work) {
        world.listen(host, port, Objects.requireNonNull(work, "work"));
        return this;
    }

    /**
     * Lets something listen that sends back what it gets, and ends when its input ends.
     *
     * @param host as it is asked for
     * @param port 1 to 65535
     * @return this
     */
    public FakeCarrier echo(String host, int port) {
        return listen(host, port, stream -> stream.send(stream.receive()));
    }

    /**
     * Lets something listen that confirms the first packet of a desktop client, as a remote desktop does (MS-RDPBCGR
     * 2.2.1.2), and sends back everything else.
     *
     * @param host as it is asked for
     * @param port 1 to 65535
     * @return this
     */
    public FakeCarrier desktop(String host, int port) {
        return listen(host, port, stream -> {
            DesktopGreeting greeting = new DesktopGreeting();
            return stream.send(stream.receive().map(greeting::answer).concatWith(Mono.fromSupplier(greeting::rest)));
        });
    }

    /**
     * Refuses streams there as a machine's policy does: {@code stream.prohibited}.
     *
     * @param host as it is asked for
     * @param port 1 to 65535
     * @return this
     */
    public FakeCarrier forbid(String host, int port) {
        world.forbid(host, port);
        return this;
    }

    /**
     * Leaves whoever wants a stream there without an answer.
     *
     * @param host as it is asked for
     * @param port 1 to 65535
     * @return this
     */
    public FakeCarrier hang(String host, int port) {
        world.hang(host, port);
        return this;
    }

    /**
     * Lets nothing listen there any more: {@code stream.target_refused}. Open streams stay.
     *
     * @param host as it is asked for
     * @param port 1 to 65535
     * @return this
     */
    public FakeCarrier stop(String host, int port) {
        world.stop(host, port);
        return this;
    }

    /**
     * Loses every session that is open, and its streams. The next open gives a new one.
     *
     * @param cause what they are told, such as an {@code ArcConnectException} built from a {@code Failure}
     */
    public void lose(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        world.sessions().forEach(session -> session.lose(cause));
    }

    /** {@return how many sessions are open} */
    public int sessions() {
        return world.sessions().size();
    }

    /** {@return what streams were asked for, as {@code host:port}, oldest first; refused ones too} */
    public List<String> asked() {
        return world.asked();
    }

    @Override
    public Mono<StreamOpener> open(Route route) {
        return Mono.fromSupplier(() -> new MemorySession(route.machine(), world));
    }
}
