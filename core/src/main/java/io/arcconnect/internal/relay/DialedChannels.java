package io.arcconnect.internal.relay;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections that one dial has made. Whoever cancels at the moment of success would leave one open: reactor-netty drops
 * a connection that nobody takes, and does not close it.
 */
final class DialedChannels {

    private final List<Channel> channels = new ArrayList<>();
    private boolean unwanted;

    /** Another connection, even before it is connected. */
    void add(Channel channel) {
        synchronized (channels) {
            if (!unwanted) {
                channels.add(channel);
                return;
            }
        }
        channel.close();
    }

    /** Nobody takes the stream: closes what there is and what is still to come. */
    void close() {
        List<Channel> open;
        synchronized (channels) {
            unwanted = true;
            open = List.copyOf(channels);
        }
        open.forEach(Channel::close);
    }
}
