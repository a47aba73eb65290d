package io.arcconnect.testkit.internal.ssh;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.jspecify.annotations.Nullable;

/** Counts the channels of a server. */
final class OpenChannels implements ChannelListener {

    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    @Override
    public void channelOpenSuccess(Channel channel) {
        open.add(channel);
    }

    @Override
    public void channelClosed(Channel channel, @Nullable Throwable reason) {
        open.remove(channel);
    }

    int count() {
        return open.size();
    }
}
