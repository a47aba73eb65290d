package io.arcconnect.testkit.contract;

import io.arcconnect.internal.net.NettyLocalListener;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalListener;
import io.arcconnect.testkit.DuplexStreams;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** Core's listener under the contract; the program that connects is a socket of the JDK. */
class NettyLocalListenerContractTest implements LocalListenerContract {

    private final LoopResources loops = LoopResources.create("contract-listener", 2, true);
    private final List<Socket> sockets = new ArrayList<>();

    @Override
    public LocalListener listener() {
        return new NettyLocalListener(loops);
    }

    @Override
    public Mono<DuplexStream> connect(InetSocketAddress address) {
        return Mono.fromCallable(() -> {
                    Socket socket = new Socket(address.getAddress(), address.getPort());
                    sockets.add(socket);
                    return carried(socket);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** The test's end of a pair, whose other end is the socket. */
    private static DuplexStream carried(Socket socket) {
        DuplexStreams.Pair pair = DuplexStreams.pair();
        Flux<ByteBuffer> fromSocket = Flux.generate(sink -> {
            try {
                byte[] chunk = new byte[1 << 12];
                int count = socket.getInputStream().read(chunk);
                if (count < 0) {
                    sink.complete();
                } else {
                    sink.next(ByteBuffer.wrap(chunk, 0, count));
                }
            } catch (IOException lost) {
                sink.error(lost);
            }
        });
        Flux<ByteBuffer> toSocket = pair.left()
                .receive()
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(bytes -> write(socket, bytes))
                .doFinally(end -> close(socket));
        toSocket.subscribe(bytes -> {}, error -> {});
        pair.left()
                .send(fromSocket.subscribeOn(Schedulers.boundedElastic()))
                .onErrorComplete()
                .then(pair.left().close())
                .subscribe();
        return pair.right();
    }

    private static void write(Socket socket, ByteBuffer bytes) {
        try {
            socket.getOutputStream().write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        } catch (IOException lost) {
            throw new java.io.UncheckedIOException(lost);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException anyway) {
            throw new java.io.UncheckedIOException(anyway);
        }
    }

    @AfterEach
    void end() {
        sockets.forEach(NettyLocalListenerContractTest::close);
        loops.disposeLater(Duration.ZERO, Waiting.SOON).block(Waiting.SOON);
    }
}
