package io.arcconnect.ssh.internal.connection;

import io.arcconnect.spi.PushDuplexStream;
import io.arcconnect.spi.PushDuplexStream.PushHandler;
import io.arcconnect.spi.StreamEnd;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * MINA's idea of a connection, on a stream. MINA decodes on the thread that delivers: first on a worker, because key
 * exchange is slow and host key checks may block, then, once logged in, on the stream's own I/O thread.
 */
final class MinaIoSession extends AbstractCloseable implements IoSession, PushHandler {

    /** MINA's decoder buffer keeps the size of the largest feed for good (libraries.md 1). */
    private static final int LARGEST_FEED = 16 * 1024;

    private final long id;
    private final IoService service;
    private final IoHandler handler;
    private final PushDuplexStream stream;
    private final SocketAddress alias;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private final LoginPhase login;
    private final Batch batch;
    private volatile Optional<StreamEnd> end = Optional.empty();
    private volatile long signsOfLife;

    MinaIoSession(
            long id,
            IoService service,
            IoHandler handler,
            PushDuplexStream stream,
            SocketAddress alias,
            LoginPhase login,
            Batch batch) {
        this.id = id;
        this.service = service;
        this.handler = handler;
        this.stream = stream;
        this.alias = alias;
        this.login = login;
        this.batch = batch;
    }

    /** Starts delivery. MINA must have been told of this session before. */
    void start() {
        stream.attach(this);
    }

    /** {@return why the connection is lost, once it is} */
    Optional<Throwable> lossCause() {
        return end.flatMap(StreamEnd::cause);
    }

    /** {@return whether the other side has ended the stream in order} */
    boolean isEnded() {
        return end.isPresent() && lossCause().isEmpty();
    }

    /** {@return a number that changes whenever bytes arrive} */
    long signsOfLife() {
        return signsOfLife;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // the stream calls one at a time
    public void onBytes(ByteBuffer bytes) {
        signsOfLife++;
        if (login.isOver()) {
            batch.begins();
            feed(bytes);
            return;
        }
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        if (!login.defer(() -> feedOnce(copy), copy.remaining())) {
            feedOnce(copy);
        }
    }

    /** Bytes that nobody tells the end of a batch for. */
    private void feedOnce(ByteBuffer bytes) {
        batch.begins();
        feed(bytes);
        batch.ends();
    }

    @Override
    public void onBatchEnd() {
        if (login.isOver()) { // else the worker may be in the middle of it
            batch.ends();
        }
    }

    @Override
    public void onClosed(StreamEnd how) {
        end = end.or(() -> Optional.of(how));
        onBatchEnd();
        if (!login.defer(this::ended, 0)) {
            ended();
        }
    }

    private void ended() {
        lossCause().ifPresent(this::report);
        close(true);
    }

    private void feed(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining() && !isClosing()) {
                int size = Math.min(LARGEST_FEED, bytes.remaining());
                ByteBuffer slice = bytes.slice(bytes.position(), size);
                bytes.position(bytes.position() + size);
                handler.messageReceived(this, Readable.readable(slice));
            }
        } catch (Exception e) {
            // MINA tells nobody later why a session is gone, so it is kept here.
            end = end.or(() -> Optional.of(StreamEnd.lost(e)));
            report(e);
            close(true);
        }
    }

    private void report(Throwable problem) {
        try {
            handler.exceptionCaught(this, problem);
        } catch (Exception e) {
            log.debug("exceptionCaught({}) failed", this, e);
        }
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) {
        Written written = new Written(alias);
        stream.write(
                ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available()),
                outcome -> written.setValue(
                        outcome.cause().<Object>map(cause -> cause).orElse(true)));
        return written;
    }

    /** Done when the stream has accepted the bytes. */
    private static final class Written extends AbstractIoWriteFuture {
        Written(Object id) {
            super(id, null);
        }
    }

    @Override
    protected CloseFuture doCloseGracefully() {
        // The owner of this subscription: MINA's close is a future, not a publisher.
        stream.close().subscribe(nothing -> {}, problem -> close(true), () -> close(true));
        return closeFuture;
    }

    @Override
    protected void doCloseImmediately() {
        stream.abort();
        super.doCloseImmediately();
        try {
            handler.sessionClosed(this);
        } catch (Exception e) {
            log.debug("sessionClosed({}) failed", this, e);
        }
        attributes.clear();
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return alias;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return alias;
    }

    @Override
    public SocketAddress getAcceptanceAddress() {
        return alias;
    }

    @Override
    public IoService getService() {
        return service;
    }

    /** A relay connection has no half-close (protocol.md 3.5). */
    @Override
    public void shutdownOutputStream() {}

    @Override
    public void suspendRead() {
        stream.pauseReads();
    }

    @Override
    public void resumeRead() {
        stream.resumeReads();
    }
}
