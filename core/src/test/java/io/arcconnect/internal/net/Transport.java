package io.arcconnect.internal.net;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** The event loops to test on: what this computer's Netty prefers, and those of the JDK that other computers get. */
public enum Transport {
    PREFERRED {
        @Override
        public LoopResources loops() {
            return LoopResources.create("test-preferred", 2, true);
        }
    },
    NIO {
        @Override
        public LoopResources loops() {
            LoopResources any = LoopResources.create("test-nio", 2, true);
            return new LoopResources() {
                @Override
                public EventLoopGroup onServer(boolean useNative) {
                    return any.onServer(false);
                }

                @Override
                public <C extends io.netty.channel.Channel> Class<? extends C> onChannelClass(
                        Class<C> type, EventLoopGroup group) {
                    return any.onChannelClass(type, group);
                }

                @Override
                public Mono<Void> disposeLater(Duration quiet, Duration timeout) {
                    return any.disposeLater(quiet, timeout);
                }
            };
        }
    };

    /** {@return fresh loops, which the test disposes of} */
    public abstract LoopResources loops();
}
