package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes a publisher's bytes into an open file, with many requests under way, sent in the order of the file. */
final class WriteBehind {

    private static final int MOST_REQUESTS = 512;

    private record Piece(long offset, ByteBuffer bytes) {}

    private final RemoteFile file;
    private final int chunk;
    private final int requests;

    /** @param bytes how many may have been sent and not been acknowledged */
    WriteBehind(RemoteFile file, int bytes) {
        this.file = file;
        this.chunk = InFlight.chunk(file.channel().limits().write(), bytes);
        this.requests = Math.max(1, Math.min(MOST_REQUESTS, bytes / chunk));
    }

    /** {@return what the server has acknowledged, piece by piece, not in the order of the file} */
    Flux<Integer> write(long from, Publisher<ByteBuffer> bytes) {
        return Flux.defer(() -> {
            long[] at = {from};
            return Flux.from(bytes)
                    .concatMapIterable(buffer -> Slices.of(buffer, chunk), 1)
                    .map(slice -> {
                        Piece piece = new Piece(at[0], slice);
                        at[0] += slice.remaining();
                        return piece;
                    })
                    .flatMap(this::send, requests, 1);
        });
    }

    private Mono<Integer> send(Piece piece) {
        return file.write(piece.offset(), piece.bytes())
                .thenReturn(piece.bytes().remaining());
    }
}
