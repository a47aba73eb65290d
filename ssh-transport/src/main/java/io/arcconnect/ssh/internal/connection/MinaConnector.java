package io.arcconnect.ssh.internal.connection;

import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/** "Connects" MINA to a stream that is open already and comes with the attempt. */
final class MinaConnector extends AbstractCloseable implements IoConnector {

    private final IoHandler handler;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, IoSession> sessions = new ConcurrentHashMap<>();
    private @Nullable IoServiceEventListener listener;

    MinaConnector(IoHandler handler) {
        this.handler = handler;
    }

    @Override
    public IoConnectFuture connect(SocketAddress alias, AttributeRepository context, SocketAddress localAddress) {
        IoConnectFuture future = new DefaultIoConnectFuture(alias, null);
        LoginAttempt attempt = context.getAttribute(LoginAttempt.KEY);
        MinaIoSession session = new MinaIoSession(
                ids.incrementAndGet(), this, handler, attempt.stream(), alias, attempt.phase(), attempt.batch());
        try {
            session.setAttribute(AttributeRepository.class, context);
            sessions.put(session.getId(), session);
            session.addCloseFutureListener(closed -> sessions.remove(session.getId()));
            attempt.connected(session);
            handler.sessionCreated(session);
            future.setSession(session);
            session.start();
        } catch (Exception e) {
            session.close(true);
            ((DefaultIoConnectFuture) future).setException(e);
        }
        return future;
    }

    @Override
    protected void doCloseImmediately() {
        sessions.values().forEach(session -> session.close(true));
        super.doCloseImmediately();
    }

    @Override
    public Map<Long, IoSession> getManagedSessions() {
        return Map.copyOf(sessions);
    }

    @Override
    public @Nullable IoServiceEventListener getIoServiceEventListener() {
        return listener;
    }

    @Override
    public void setIoServiceEventListener(IoServiceEventListener newListener) {
        listener = newListener;
    }
}
