package io.arcconnect.testkit.internal.net;

import io.netty.channel.Channel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what went wrong inside the emulator. A lost connection is no mishap: tests lose many on purpose. */
public final class Mishaps {

    private static final Logger LOG = LoggerFactory.getLogger("io.arcconnect.testkit");

    private Mishaps() {}

    /**
     * Logs, unless it is the ordinary end of a connection.
     *
     * @param channel where
     * @param cause what was thrown
     */
    public static void report(Channel channel, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause instanceof DecoderException)) {
            LOG.warn("emulator_mishap channel={}", channel, cause);
        }
    }
}
