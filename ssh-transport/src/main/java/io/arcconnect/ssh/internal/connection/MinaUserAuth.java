package io.arcconnect.ssh.internal.connection;

import io.arcconnect.ssh.internal.login.AuthDialog;
import io.arcconnect.ssh.internal.login.AuthReply;
import io.arcconnect.ssh.internal.wire.WireReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientUserAuthService;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.kex.extension.DefaultClientKexExtensionHandler;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Carries a login's packets and decides nothing: MINA's own service tries method by method, all keys before all passwords,
 * and waits in the thread for whoever is asked.
 */
public final class MinaUserAuth extends ClientUserAuthService {

    static final ServiceFactory FACTORY = new ClientUserAuthServiceFactory() {
        @Override
        public Service create(Session session) {
            return new MinaUserAuth(session);
        }
    };

    private final AtomicReference<@Nullable MonoSink<AuthReply>> waiting = new AtomicReference<>();
    private final Sinks.Empty<Void> ready = Sinks.empty();
    private final Sinks.Empty<Void> failed = Sinks.empty();

    MinaUserAuth(Session session) {
        super(session);
    }

    /** {@return completes when keys are exchanged, on a thread that may block: then it is time to log in} */
    public Mono<Void> ready(Scheduler scheduler) {
        return Mono.defer(() -> {
                    try {
                        clientSession.auth().addListener(this::ended);
                        return ready.asMono();
                    } catch (IOException e) {
                        return Mono.error(e);
                    }
                })
                .publishOn(scheduler);
    }

    /** MINA would begin to log in here. */
    @Override
    protected @Nullable IoWriteFuture sendInitialAuthRequest(ClientSession session, String service) {
        ready.tryEmitEmpty();
        return null;
    }

    /** {@return errors when the session ends before it is logged in, and does nothing else} */
    public <T> Mono<T> failure() {
        return failed.asMono().then(Mono.never());
    }

    public AuthDialog dialog(Scheduler scheduler) {
        return new AuthDialog() {
            @Override
            public Mono<AuthReply> exchange(byte[] packet) {
                return answer(() -> send(packet)).publishOn(scheduler);
            }

            @Override
            public byte[] sessionId() {
                return clientSession.getSessionId();
            }

            @Override
            public Set<String> signatureAlgorithms() {
                Set<String> told = clientSession.getAttribute(DefaultClientKexExtensionHandler.SERVER_ALGORITHMS);
                return told == null ? Set.of() : told;
            }
        };
    }

    /** MINA also says so when the session ends. */
    private void ended(AuthFuture login) {
        if (login.isFailure()) {
            failed.tryEmitError(login.getException());
        }
    }

    @FunctionalInterface
    private interface Sending {
        void send() throws IOException;
    }

    private Mono<AuthReply> answer(Sending packet) {
        return Mono.create(sink -> {
            waiting.set(sink);
            try {
                packet.send();
            } catch (IOException | RuntimeException e) {
                sink.error(e);
            }
        });
    }

    private void send(byte[] packet) throws IOException {
        Buffer buffer = clientSession.createBuffer(packet[0], packet.length);
        buffer.putRawBytes(packet, 1, packet.length - 1);
        clientSession.writePacket(buffer);
    }

    @Override
    public void process(int number, Buffer buffer) throws Exception {
        AuthFuture login = authFutureHolder.get();
        if (login == null || login.isDone() || number == SshConstants.SSH_MSG_USERAUTH_BANNER) {
            return;
        }
        if (number == SshConstants.SSH_MSG_USERAUTH_SUCCESS) {
            // Before the next packet is looked at, which belongs to the connection already.
            clientSession.setAuthenticated();
            clientSession.switchToNextService();
            login.setAuthed(true);
            reply(new AuthReply.Accepted());
        } else {
            byte[] body = new byte[buffer.available()];
            buffer.getRawBytes(body);
            reply(AuthReply.parse(number, ByteBuffer.wrap(body)));
        }
    }

    private void reply(AuthReply reply) {
        MonoSink<AuthReply> sink = waiting.getAndSet(null);
        if (sink == null) {
            throw new WireReader.Malformed("the server answered in a login without being asked");
        }
        sink.success(reply);
    }
}
