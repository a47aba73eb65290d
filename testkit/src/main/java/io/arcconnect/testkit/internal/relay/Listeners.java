package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.internal.World;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The listeners that are not ours, and the senders that wait for one of them (protocol.md 3.10). */
final class Listeners {

    /** Concurrent listeners of one hybrid connection (protocol.md 3.8). */
    private static final int MOST = 25;

    private final World world;
    private final Random choices;
    private final long validityMillis;
    private final long delayNanos;
    private final Map<String, List<ControlChannel>> attached = new ConcurrentHashMap<>();
    private final Map<String, Dial> waiting = new ConcurrentHashMap<>();
    private final AtomicLong announcements = new AtomicLong();

    Listeners(World world, Duration validity, long delayNanos) {
        this.world = world;
        this.choices = world.seed().of("listeners");
        this.validityMillis = validity.toMillis();
        this.delayNanos = delayNanos;
    }

    void attach(Channel channel, RelayUri uri, HttpHeaders headers, String name, Instant expiry) {
        List<ControlChannel> listeners = attached.computeIfAbsent(name, any -> new CopyOnWriteArrayList<>());
        ControlChannel listener = new ControlChannel(channel, world, name, expiry);
        if (listeners.size() >= MOST) {
            WebSockets.refuse(channel, 403, "QuotaExceeded: the hybrid connection has " + MOST + " listeners.");
            return;
        }
        WebSockets.accept(channel, uri.text(), headers).addListener(opened -> {
            if (opened.isSuccess()) {
                channel.pipeline().addLast(listener);
                listeners.add(listener);
                channel.closeFuture().addListener(closed -> listeners.remove(listener));
            } else {
                channel.close();
            }
        });
    }

    boolean isAttached(String name) {
        return !attached.getOrDefault(name, List.of()).isEmpty();
    }

    /** Tells one listener, chosen at random, of a sender; false when there is none. */
    boolean announce(Dial dial, String name) {
        List<ControlChannel> listeners = List.copyOf(attached.getOrDefault(name, List.of()));
        if (listeners.isEmpty()) {
            return false;
        }
        String id = dial.id() + "_G13_G" + announcements.incrementAndGet();
        waiting.put(id, dial);
        ControlChannel chosen = listeners.get(choices.nextInt(listeners.size()));
        chosen.announce(dial, id);
        if (dial.isDuplicated()) {
            chosen.announce(dial, id);
        }
        dial.channel()
                .eventLoop()
                .schedule(
                        () -> {
                            if (waiting.remove(id, dial)) {
                                dial.refuse(504, RelayTexts.NOT_ACCEPTED);
                            }
                        },
                        validityMillis,
                        TimeUnit.MILLISECONDS);
        return true;
    }

    /** A listener answers: it accepts, or it rejects with a status of its own. Each address works once. */
    void rendezvous(Channel channel, RelayUri uri, HttpHeaders headers) {
        Dial dial = waiting.remove(uri.argument("sb-hc-id").orElse(""));
        if (dial == null || !dial.isOpen()) {
            WebSockets.refuse(channel, 403, "The rendezvous address is invalid, expired or used.");
            return;
        }
        Optional<String> status = uri.argument("sb-hc-statusCode");
        if (status.isPresent()) {
            dial.refuse(
                    code(status.get()), uri.argument("sb-hc-statusDescription").orElse("Rejected by user code"));
            WebSockets.refuse(channel, 410, "Gone");
            return;
        }
        channel.config().setAutoRead(false);
        WebSockets.accept(channel, uri.text(), headers).addListener(opened -> {
            if (opened.isSuccess()) {
                dial.join(WebSocketLeg.rendezvous(channel), delayNanos);
            } else {
                channel.close();
                dial.refuse(502, "The rendezvous failed.");
            }
        });
    }

    private static int code(String status) {
        try {
            int code = Integer.parseInt(status);
            return code >= 400 && code <= 599 ? code : 400;
        } catch (NumberFormatException malformed) {
            return 400;
        }
    }
}
