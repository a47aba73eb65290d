package io.arcconnect.cli.forward;

import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.Forward;
import io.arcconnect.ssh.LocalForward;
import io.arcconnect.ssh.RemoteForward;
import io.arcconnect.ssh.Ssh;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** One forward that is wanted. It outlives losses of the connection. */
public sealed interface ForwardSpec {

    /**
     * A forward that is open.
     *
     * @param letter {@code L}, {@code R} or {@code D}
     * @param address what listens, here or there
     * @param port its port; empty for a Unix socket
     * @param target what it leads to
     */
    record Opened(char letter, String address, OptionalInt port, String target) {}

    /**
     * Opens it, and holds it open.
     *
     * @param machine on which machine
     * @param ssh how to log in
     * @param ready told when it is open
     * @return its end
     */
    Mono<Void> hold(ArcMachine machine, Ssh ssh, Consumer<Opened> ready);

    /**
     * Listens on this computer.
     *
     * @param letter of the option
     * @param port 0 for any
     * @param target for people
     * @param kind which forward
     */
    record Here(char letter, int port, String target, Function<Forward, LocalForward> kind) implements ForwardSpec {

        @Override
        public Mono<Void> hold(ArcMachine machine, Ssh ssh, Consumer<Opened> ready) {
            return machine.use(kind.apply(Forward.over(ssh)).localPort(port).keepListening(), open -> {
                int chosen = open.localAddress().getPort();
                ready.accept(new Opened(letter, "127.0.0.1:" + chosen, OptionalInt.of(chosen), target));
                return open.onClose();
            });
        }
    }

    /**
     * Listens on the machine.
     *
     * @param host to dial from here
     * @param port likewise
     * @param place where the machine listens
     */
    record There(String host, int port, Function<RemoteForward, RemoteForward> place) implements ForwardSpec {

        @Override
        public Mono<Void> hold(ArcMachine machine, Ssh ssh, Consumer<Opened> ready) {
            RemoteForward forward = place.apply(Forward.over(ssh).toHere(host, port));
            return machine.use(forward.keepListening(), open -> {
                ready.accept(new Opened('R', open.address(), open.port(), host + ":" + port));
                return open.onClose();
            });
        }
    }
}
