package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.Forward;
import io.arcconnect.ssh.LocalForward;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.tunnel.LocalAccess;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Brings ports of a machine here, and ports of this computer there. */
public final class ForwardAPort {

    private ForwardAPort() {}

    /**
     * Holds a database of the machine open on a port of this computer, also across losses of the connection.
     *
     * @param machine where the database listens on its own loopback only
     * @param ssh how to log in
     * @param ready told where to connect
     * @return the end of the forward, which comes when the subscription is cancelled
     */
    public static Mono<Void> database(ArcMachine machine, Ssh ssh, Consumer<InetSocketAddress> ready) {
        return machine.use(Forward.over(ssh).to("localhost", 5432).keepListening(), forward -> {
            ready.accept(forward.localAddress());
            return forward.onClose();
        });
    }

    /**
     * Holds a SOCKS proxy open, through which a browser or {@code curl --socks5-hostname} sees what the machine sees.
     *
     * @param machine as whom to look
     * @param ssh how to log in
     * @param ready told where the proxy is
     * @return the end of the forward
     */
    public static Mono<Void> browse(ArcMachine machine, Ssh ssh, Consumer<InetSocketAddress> ready) {
        return machine.use(Forward.over(ssh).socks(), forward -> {
            ready.accept(forward.localAddress());
            return forward.onClose();
        });
    }

    /**
     * Holds the same port open for one program of this computer, and the programs that it starts. Nobody else gets in.
     *
     * @param machine where the database listens on its own loopback only
     * @param ssh how to log in
     * @param pid the number of the program's process
     * @param ready told where to connect
     * @return the end of the forward
     */
    public static Mono<Void> databaseForOne(ArcMachine machine, Ssh ssh, long pid, Consumer<InetSocketAddress> ready) {
        LocalForward database = Forward.over(ssh).to("localhost", 5432);
        return machine.use(database.access(LocalAccess.onlyProcess(pid)), forward -> {
            ready.accept(forward.localAddress());
            return forward.onClose();
        });
    }

    /**
     * Lets the machine reach a program of this computer, on a port of its loopback.
     *
     * @param machine that will listen
     * @param ssh how to log in
     * @param port where the program listens here
     * @param ready told where the machine listens
     * @return the end of the forward
     */
    public static Mono<Void> publish(ArcMachine machine, Ssh ssh, int port, Consumer<String> ready) {
        return machine.use(Forward.over(ssh).toHere("localhost", port), forward -> {
            ready.accept(forward.address());
            return forward.onClose();
        });
    }
}
