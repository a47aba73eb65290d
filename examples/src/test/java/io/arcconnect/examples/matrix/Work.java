package io.arcconnect.examples.matrix;

import io.arcconnect.spi.DuplexStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What the operations carry, so that a trouble after some bytes strikes in the middle. */
final class Work {

    /** Each way, where it is not one way only. */
    static final int BYTES = 40 * 1024;

    /** Payload after which a login of any kind is over, and no work. */
    static final int MIDDLE = 24 * 1024;

    /** Payload with which no login is over. */
    static final int BEGINNING = 300;

    private static final int PIECE = 8 * 1024;
    private static final int SILENCE_MILLIS = 20_000;

    private Work() {}

    /** Sends and gets everything back on a stream. */
    static Mono<Void> echo(DuplexStream stream) {
        AtomicLong got = new AtomicLong();
        Mono<Void> sending = stream.send(Flux.range(0, BYTES / PIECE).map(piece -> ByteBuffer.wrap(new byte[PIECE])))
                .onErrorComplete();
        Mono<Void> receiving = stream.receive()
                .takeUntil(bytes -> got.addAndGet(bytes.remaining()) >= BYTES)
                .then(Mono.defer(() -> complete(got.get())));
        return Mono.firstWithSignal(receiving, sending.then(Mono.never()));
    }

    /** Sends and gets everything back on a port of this computer, as a program does that knows nothing of this library. */
    static Mono<Void> echo(InetSocketAddress address, byte[] hello) {
        return Mono.<Void>fromCallable(() -> {
                    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                        socket.setSoTimeout(SILENCE_MILLIS);
                        DataInputStream in = new DataInputStream(socket.getInputStream());
                        socket.getOutputStream().write(hello);
                        in.readFully(new byte[hello.length]);
                        byte[] piece = new byte[PIECE];
                        for (int sent = 0; sent < BYTES; sent += PIECE) {
                            socket.getOutputStream().write(piece);
                            in.readFully(piece);
                        }
                    }
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Nobody lets anybody in at an address any more. */
    static boolean isClosed(InetSocketAddress address) {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.getInputStream().read() < 0;
        } catch (IOException refused) {
            return true;
        }
    }

    /** Half a result is no result. */
    static Mono<Void> complete(long bytes) {
        return bytes == BYTES
                ? Mono.empty()
                : Mono.error(new AssertionError("it ended as if all were well after " + bytes + " bytes"));
    }
}
