package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.RecordedDial;
import io.arcconnect.testkit.internal.DialEffect.DialMishap;
import io.arcconnect.testkit.internal.Journal;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.StreamEffect;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A sender that waits for its 101 (protocol.md 3.2). It is answered once. */
final class Dial {

    static final String TARGET = "Microsoft-Guestgateway-Target";
    static final String SERVICE_TOKEN = "Service-Configuration-Token";

    private final Channel channel;
    private final RelayUri uri;
    private final HttpHeaders headers;
    private final String id;
    private final MachineRecord machine;
    private final Journal journal;
    private final AtomicInteger held;
    private final Pace pace;
    private final AtomicBoolean answered = new AtomicBoolean();
    private boolean duplicated;

    Dial(
            Channel channel,
            RelayUri uri,
            HttpHeaders headers,
            String id,
            MachineRecord machine,
            Journal journal,
            AtomicInteger held,
            Pace pace) {
        this.pace = pace;
        this.channel = channel;
        this.uri = uri;
        this.headers = headers;
        this.id = id;
        this.machine = machine;
        this.journal = journal;
        this.held = held;
        held.incrementAndGet();
        channel.closeFuture().addListener(closed -> {
            if (answered.compareAndSet(false, true)) {
                record(0, "");
            }
        });
    }

    Channel channel() {
        return channel;
    }

    String id() {
        return id;
    }

    String path() {
        return uri.path();
    }

    Map<String, String> query() {
        return uri.arguments();
    }

    RelayUri uri() {
        return uri;
    }

    HttpHeaders headers() {
        return headers;
    }

    MachineRecord machine() {
        return machine;
    }

    String header(String name) {
        return headers.get(name, "");
    }

    Optional<InetSocketAddress> sender() {
        return channel.remoteAddress() instanceof InetSocketAddress address ? Optional.of(address) : Optional.empty();
    }

    boolean isOpen() {
        return !answered.get() && channel.isActive();
    }

    void refuse(int status, String reason) {
        if (answered.compareAndSet(false, true)) {
            record(status, reason);
            channel.eventLoop().execute(() -> WebSockets.refuse(channel, status, reason));
        }
    }

    /** Answers with a page, as something in between does. */
    void page(int status) {
        if (answered.compareAndSet(false, true)) {
            record(status, "");
            channel.eventLoop().execute(() -> WebSockets.page(channel, status));
        }
    }

    /** Lets a mishap happen to it on the way. */
    void suffer(DialMishap mishap) {
        if (mishap == DialMishap.WRONG_ACCEPT) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_KEY, "b3RoZXIga2V5IG9mIDE2Yg==");
        }
        duplicated = mishap == DialMishap.DUPLICATED;
    }

    /** Whether the listener is told twice. */
    boolean isDuplicated() {
        return duplicated;
    }

    /** Resets the sender's connection instead of an answer. */
    void reset() {
        if (answered.compareAndSet(false, true)) {
            record(0, "");
            Leg.reset(channel);
        }
    }

    /**
     * Answers 101 and joins the sender with the other connection, which is dropped when the sender has gone.
     *
     * @param other set up and not reading
     * @param delayNanos added to everything that passes
     */
    void join(Leg other, long delayNanos) {
        if (!answered.compareAndSet(false, true)) {
            other.channel.close();
            return;
        }
        record(101, "Switching Protocols");
        // Before the 101, so that whoever has seen that can also count and sever the connection.
        Runnable forget = machine.opened(() -> Leg.reset(channel));
        channel.closeFuture().addListener(closed -> forget.run());
        channel.eventLoop().execute(() -> {
            channel.config().setAutoRead(false);
            WebSockets.accept(channel, uri.text(), headers).addListener(opened -> {
                if (opened.isSuccess()) {
                    open(other, delayNanos);
                } else {
                    other.channel.close();
                    channel.close();
                }
            });
        });
    }

    private void open(Leg other, long delayNanos) {
        pace.widen(channel);
        pace.widen(other.channel);
        List<StreamEffect> faults = faults();
        StreamFaults.install(channel, faults);
        // Faults count and reshape frames, and another listener is to get them as they were.
        boolean isPlain = faults.isEmpty() && other instanceof TcpLeg;
        Leg.join(
                isPlain ? WebSocketLeg.streaming(channel) : WebSocketLeg.sender(channel),
                other,
                delayNanos,
                machine.meter());
    }

    private List<StreamEffect> faults() {
        return Stream.<Class<? extends StreamEffect>>of(
                        StreamEffect.Shape.class,
                        StreamEffect.Shaped.class,
                        StreamEffect.Ended.class,
                        StreamEffect.EndedLater.class,
                        StreamEffect.SlowReading.class)
                .flatMap(kind -> machine.fault(kind, any -> true).stream())
                .map(StreamEffect.class::cast)
                .toList();
    }

    private void record(int status, String reason) {
        journal.dial(new RecordedDial(id, uri.path(), header(TARGET), status, reason));
        held.decrementAndGet();
    }
}
