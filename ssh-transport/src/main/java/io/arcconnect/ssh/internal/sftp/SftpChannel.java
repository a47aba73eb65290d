package io.arcconnect.ssh.internal.sftp;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Requests and answers over one stream, with any number of requests under way. Answers are told on the thread that receives
 * them, which must not be blocked.
 */
public final class SftpChannel implements AsyncCloseable {

    private static final int OUR_VERSION = 3;
    private static final Duration GREETING_LIMIT = Duration.ofSeconds(30);
    private static final Duration LOSS_LIMIT = Duration.ofSeconds(5);
    private static final Duration TIDYING_LIMIT = Duration.ofSeconds(3);

    private final DuplexStream stream;
    /** The keep-alive of SSH does not see a server of SFTP that waits for its disk, or for nothing. */
    private final AnswerClock clock;

    private final Outbox outbox = new Outbox();
    private final Buffers buffers = new Buffers();
    private final PacketFramer framer = new PacketFramer(buffers);
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, PendingRequest> pending = new ConcurrentHashMap<>();
    private final Tidying tidying = new Tidying();
    private final Sinks.One<ServerFeatures> greeting = Sinks.one();
    private final Sinks.Empty<Void> broken = Sinks.empty();
    private final AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
    private volatile @Nullable ServerFeatures features;
    private volatile Limits limits = Limits.COMMON;

    private SftpChannel(DuplexStream stream, Duration responseTimeout) {
        this.stream = stream;
        this.clock = new AnswerClock(
                responseTimeout,
                () -> abandon(
                        new Unanswered("the server has answered nothing for " + responseTimeout.toMillis() + " ms")));
    }

    /**
     * Greets the server.
     *
     * <p><b>Error:</b> {@link SftpViolation}, {@link ChannelEnded}, or the stream's own. The stream is closed then.
     *
     * @param stream with SFTP at its other end, not yet used
     * @param responseTimeout how long nothing may come while something has been asked
     * @return the channel, which closes the stream with itself
     */
    public static Mono<SftpChannel> over(DuplexStream stream, Duration responseTimeout) {
        return Handover.within(
                Mono.defer(() -> new SftpChannel(stream, responseTimeout).greet()),
                GREETING_LIMIT,
                () -> new ChannelEnded("the server did not greet within " + GREETING_LIMIT.toSeconds() + " s"),
                () -> Handover.discard(stream));
    }

    private Mono<SftpChannel> greet() {
        // The owner of these subscriptions: both end with the stream.
        stream.receive().subscribe(this::received, this::ended, () -> ended(new ChannelEnded("the server ended SFTP")));
        stream.send(outbox.packets()).subscribe(nothing -> {}, this::notSent);
        outbox.put(PacketWriter.packet(PacketType.INIT).u32(OUR_VERSION).bytes());
        return greeting.asMono()
                .flatMap(server -> server.has(ServerFeatures.LIMITS) ? askLimits() : Mono.empty())
                .thenReturn(this);
    }

    /** What could not be sent says less of why than the stream's own end, which is about to come. */
    private void notSent(Throwable error) {
        // The owner of this subscription: it ends with the stream, or with its bound.
        stream.onClose()
                .timeout(LOSS_LIMIT, Mono.error(error))
                .subscribe(nothing -> {}, this::ended, () -> ended(new ChannelEnded("the server ended SFTP")));
    }

    private Mono<Reply> askLimits() {
        return request(
                        id -> PacketWriter.request(PacketType.EXTENDED, id, 32).text(ServerFeatures.LIMITS),
                        late -> {},
                        false)
                .doOnNext(reply -> {
                    if (reply instanceof Reply.Extended extended) {
                        limits = Limits.orCommon(extended.body());
                    }
                });
    }

    ServerFeatures features() {
        ServerFeatures known = features;
        if (known == null) {
            throw new IllegalStateException("the server has not greeted");
        }
        return known;
    }

    Limits limits() {
        return limits;
    }

    /** {@return arrays for pieces of files} */
    Buffers buffers() {
        return buffers;
    }

    Tidying tidying() {
        return tidying;
    }

    /**
     * Asks. Subscribing sends the request; requests are sent in the order of their subscriptions.
     *
     * @param request begins a packet with the id it is given
     * @param late gets an answer that nobody waits for any more
     * @param isWork whether the answer may take as long as a whole file does
     */
    Mono<Reply> request(IntFunction<PacketWriter> request, Consumer<Reply> late, boolean isWork) {
        return Mono.create(sink -> {
            PendingRequest mine = new PendingRequest(Asker.of(sink), late, tidying, isWork);
            sink.onCancel(mine::giveUp);
            ask(request, mine);
        });
    }

    /** Asks for part of a larger work. Whoever does so gives up the request itself. */
    PendingRequest ask(IntFunction<PacketWriter> request, Asker asker) {
        PendingRequest mine = new PendingRequest(asker, late -> {}, tidying, false);
        ask(request, mine);
        return mine;
    }

    private void ask(IntFunction<PacketWriter> request, PendingRequest mine) {
        int id = ids.incrementAndGet();
        pending.put(id, mine);
        clock.asked(mine.isWork());
        outbox.put(request.apply(id).bytes());
        Throwable over = end.get();
        if (over != null) {
            pending.remove(id);
            mine.fail(over);
        }
    }

    /** Asks several things of which small ones share a packet of SSH. */
    void together(Runnable asking) {
        outbox.together(asking);
    }

    private void received(ByteBuffer bytes) {
        if (end.get() != null) {
            return;
        }
        clock.heard();
        try {
            framer.feed(bytes, this::packet);
        } catch (SftpViolation violation) {
            abandon(violation);
        }
    }

    private void abandon(Throwable cause) {
        ended(cause);
        broken.tryEmitError(cause);
        Handover.discard(stream);
    }

    private void packet(ByteBuffer packet) throws SftpViolation {
        PacketReader reader = new PacketReader(packet);
        if (features == null) {
            ServerFeatures server = ServerFeatures.read(reader);
            features = server;
            greeting.tryEmitValue(server);
            return;
        }
        int type = reader.u8();
        PendingRequest asked = pending.remove(reader.u32());
        if (asked == null) {
            throw new SftpViolation("the server answers what nobody asked");
        }
        clock.answered(asked.isWork());
        Reply reply;
        try {
            reply = Reply.read(type, reader);
        } catch (SftpViolation violation) {
            asked.fail(violation);
            throw violation;
        }
        asked.answer(reply);
    }

    private void ended(Throwable cause) {
        if (end.compareAndSet(null, cause)) {
            clock.stop();
            greeting.tryEmitError(cause);
            for (Integer id : List.copyOf(pending.keySet())) {
                PendingRequest asked = pending.remove(id);
                if (asked != null) {
                    asked.fail(cause);
                }
            }
        }
    }

    /** {@return completes whenever nothing is left to tidy up behind those who have gone} */
    public Mono<Void> tidied() {
        return tidying.done();
    }

    /** Waits up to 3 seconds for what is being tidied up, then closes the stream. */
    @Override
    public Mono<Void> close() {
        return tidying.done().timeout(TIDYING_LIMIT, Mono.empty()).then(Mono.defer(stream::close));
    }

    @Override
    public Mono<Void> onClose() {
        return Mono.firstWithSignal(broken.asMono(), stream.onClose());
    }
}
