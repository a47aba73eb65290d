package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.internal.FaultEffect.Skew;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.ServiceToken;
import io.arcconnect.testkit.internal.World;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The Arc agent (protocol.md 3.11): checks target and token, dials the machine's port and pumps. It runs inside the relay,
 * so that no second websocket has to be crossed.
 */
final class BuiltInAgent {

    private final World world;
    private final Class<? extends SocketChannel> channelClass;
    private final long delayNanos;

    BuiltInAgent(World world, Class<? extends SocketChannel> channelClass, long delayNanos) {
        this.world = world;
        this.channelClass = channelClass;
        this.delayNanos = delayNanos;
    }

    void accept(Dial dial) {
        MachineRecord machine = dial.machine();
        if (!machine.allowsIncoming()) {
            dial.refuse(403, "incoming connections are disabled by incomingconnections.enabled");
            return;
        }
        Optional<ServiceToken> token = ServiceToken.read(dial.header(Dial.SERVICE_TOKEN), world.agentKey())
                .filter(genuine -> genuine.machine().equals(machine.id().key()));
        if (token.isEmpty() || !token.get().expiry().isAfter(world.now(Skew.Of.MACHINE, Optional.of(machine)))) {
            dial.refuse(403, "the service configuration token is missing, invalid or expired");
            return;
        }
        int port = port(dial.header(Dial.TARGET));
        if (port != token.get().port() || !machine.services().containsValue(port)) {
            dial.refuse(403, "port " + port + " is not allowed by the service configuration");
            return;
        }
        machine.target(port).ifPresentOrElse(address -> connect(dial, port, address), () -> refused(dial, port));
    }

    private void connect(Dial dial, int port, InetSocketAddress address) {
        if (dial.isDuplicated()) {
            reach(dial, address).addListener(ChannelFutureListener.CLOSE);
        }
        ChannelFuture connect = reach(dial, address);
        connect.addListener(connected -> {
            if (connected.isSuccess()) {
                dial.join(new TcpLeg(connect.channel()), delayNanos);
            } else {
                refused(dial, port);
            }
        });
    }

    private ChannelFuture reach(Dial dial, InetSocketAddress address) {
        return new Bootstrap()
                .group(dial.channel().eventLoop())
                .channel(channelClass)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(256 << 10, 512 << 10))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        // Not as an option: Netty 4.1 and 4.2 name that differently.
                        channel.config().setRecvByteBufAllocator(new AgentReads());
                    }
                })
                .connect(address);
    }

    /** The text on Windows is as observed (protocol.md 3.3); the one on Linux is what the same Go runtime says there. */
    private static void refused(Dial dial, int port) {
        boolean windows = dial.machine().spec().osType.equals("windows");
        dial.refuse(
                503,
                "connection to localhost:" + port + " failed: dial tcp "
                        + (windows
                                ? "[::1]:" + port + ": connectex: No connection could be made because the target"
                                        + " machine actively refused it."
                                : "127.0.0.1:" + port + ": connect: connection refused."));
    }

    private static int port(String target) {
        if (!target.startsWith("localhost:")) {
            return -1;
        }
        try {
            return Integer.parseInt(target.substring("localhost:".length()));
        } catch (NumberFormatException malformed) {
            return -1;
        }
    }
}
