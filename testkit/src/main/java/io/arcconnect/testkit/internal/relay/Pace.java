package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.Delays;
import io.arcconnect.testkit.internal.World;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** How long dials wait, how late data comes, and how much of it the relay holds. */
public final class Pace {

    private final World world;
    private final Delays delays;
    private final long dataNanos;
    private final int buffer;
    private final Map<String, Random> draws = new ConcurrentHashMap<>();

    /**
     * Sets the pace.
     *
     * @param world tells time and chance
     * @param delays of dials
     * @param data one-way latency added to data
     * @param buffer bytes of a direction that the relay holds before it stops reading
     */
    public Pace(World world, Delays delays, Duration data, int buffer) {
        this.world = world;
        this.delays = delays;
        this.dataNanos = data.toNanos();
        this.buffer = buffer;
    }

    long dataNanos() {
        return dataNanos;
    }

    /** Goes on with a dial after its delay, unless the sender has gone by then (protocol.md 3.2). */
    void hold(Dial dial, Runnable then) {
        Duration delay = delays.dial(draws.computeIfAbsent(
                dial.machine().id().key(), key -> world.seed().of("dials/" + key)));
        if (delay.isZero()) {
            then.run();
            return;
        }
        world.after(delay, dial.channel().eventLoop(), () -> {
            if (dial.isOpen()) {
                then.run();
            }
        });
    }

    /** Lets a connection hold what its peer does not take (protocol.md 3.5): it pushes back until an eighth of it is gone. */
    void widen(Channel channel) {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(buffer / 8 * 7, buffer));
    }
}
