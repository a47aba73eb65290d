package io.arcconnect.ssh;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Protocol;
import io.arcconnect.ssh.internal.forward.ForwardTarget;
import io.arcconnect.ssh.internal.forward.Ports;
import io.arcconnect.ssh.internal.forward.RemoteTarget;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Describes forwards, and is where each kind of them begins.
 *
 * <pre>{@code
 * machine.use(Forward.over(ssh).to("localhost", 5432), forward -> forward.onClose());
 * }</pre>
 *
 * <p>What listens on this computer is on 127.0.0.1, and lets in programs of the same user unless told otherwise; see
 * {@link LocalForward#access}.
 */
public final class Forward {

    private final Protocol<? extends SshSession> ssh;

    private Forward(Protocol<? extends SshSession> ssh) {
        this.ssh = ssh;
    }

    /**
     * Starts a description.
     *
     * @param ssh how to log in; one session of it is opened per forward
     * @return where to choose the kind
     */
    public static Forward over(Protocol<? extends SshSession> ssh) {
        return new Forward(Objects.requireNonNull(ssh, "ssh"));
    }

    /**
     * From a port here to a host and port there: {@code ssh -L}.
     *
     * @param host as the machine resolves it, such as {@code localhost}
     * @param port 1 to 65535
     * @return the forward
     */
    public LocalForward to(String host, int port) {
        return new LocalForward(ssh, new ForwardTarget.Port(host, port));
    }

    /**
     * From a port here to a Unix socket there, such as {@code /run/docker.sock}; see {@link SshSession#openSocket}.
     *
     * @param path absolute
     * @return the forward
     */
    public LocalForward toSocket(String path) {
        return new LocalForward(ssh, new ForwardTarget.Socket(path));
    }

    /**
     * From a port here to whatever each connection asks for with SOCKS 5 or SOCKS 4a: {@code ssh -D}. Names are resolved by
     * the machine. CONNECT only, and nobody logs in to it.
     *
     * @return the forward
     */
    public LocalForward socks() {
        return new LocalForward(ssh, new ForwardTarget.Socks());
    }

    /**
     * From a port there to a host and port here: {@code ssh -R}.
     *
     * @param host as this computer resolves it; {@code localhost} is 127.0.0.1
     * @param port 1 to 65535
     * @return the forward
     */
    public RemoteForward toHere(String host, int port) {
        if (Objects.requireNonNull(host, "host").isEmpty()) {
            throw new IllegalArgumentException("a host must not be empty");
        }
        return new RemoteForward(ssh, new RemoteTarget.Dialed(host, Ports.inRange(port, 1)));
    }

    /**
     * From a port there to code here, without any socket of this computer.
     *
     * @param onAccept serves one connection, which is closed when the returned publisher ends. Called on a thread that may
     *     block; its error ends that connection only
     * @return the forward
     */
    public RemoteForward toHandler(Function<DuplexStream, Mono<Void>> onAccept) {
        return new RemoteForward(ssh, new RemoteTarget.Handled(Objects.requireNonNull(onAccept, "onAccept")));
    }
}
