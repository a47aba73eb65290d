package io.arcconnect.ssh.internal.forward;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.StreamPump;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.ssh.internal.socks.SocksCall;
import io.arcconnect.ssh.internal.socks.SocksReply;
import io.arcconnect.tunnel.CurrentSession;
import io.arcconnect.tunnel.TunnelTarget;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** What a forward on this computer leads to. */
public sealed interface ForwardTarget extends TunnelTarget<SshSession> {

    /** A host and port, as the machine resolves them. */
    record Port(String host, int port) implements ForwardTarget {

        /** Checks both. */
        public Port {
            if (Objects.requireNonNull(host, "host").isEmpty()) {
                throw new IllegalArgumentException("a host must not be empty");
            }
            Ports.inRange(port, 1);
        }

        @Override
        public Mono<Void> carry(DuplexStream accepted, CurrentSession<SshSession> current) {
            return current.open(session -> session.openStream(host, port))
                    .flatMap(target -> StreamPump.pump(accepted, target));
        }

        @Override
        public String address() {
            return host + ":" + port;
        }
    }

    /** A Unix socket of the machine. */
    record Socket(String path) implements ForwardTarget {

        /** Checks it. */
        public Socket {
            RemotePaths.check(path);
        }

        @Override
        public Mono<Void> carry(DuplexStream accepted, CurrentSession<SshSession> current) {
            return current.open(session -> session.openSocket(path))
                    .flatMap(target -> StreamPump.pump(accepted, target));
        }

        @Override
        public String address() {
            return path;
        }
    }

    /** Whatever each connection asks for. */
    record Socks() implements ForwardTarget {

        private static final Duration HANDSHAKE = Duration.ofSeconds(30);

        @Override
        public Mono<Void> carry(DuplexStream accepted, CurrentSession<SshSession> current) {
            return SocksCall.on(accepted, HANDSHAKE)
                    .flatMap(call -> current.open(session -> session.openStream(call.host(), call.port()))
                            .onErrorResume(error -> call.failed(reply(error)).then(Mono.error(error)))
                            .flatMap(target -> joined(call, target)));
        }

        private static Mono<Void> joined(SocksCall call, DuplexStream target) {
            return Mono.usingWhen(
                    Mono.just(target),
                    open -> call.reached().flatMap(here -> StreamPump.pump(here, open)),
                    DuplexStream::close);
        }

        private static SocksReply reply(Throwable error) {
            if (!(error instanceof ArcConnectException known)) {
                return SocksReply.GENERAL_FAILURE;
            }
            return known.reason() == ArcReason.STREAM_PROHIBITED
                    ? SocksReply.NOT_ALLOWED
                    : known.reason() == ArcReason.STREAM_TARGET_REFUSED
                            ? SocksReply.CONNECTION_REFUSED
                            : SocksReply.GENERAL_FAILURE;
        }

        @Override
        public String address() {
            return "socks";
        }
    }
}
