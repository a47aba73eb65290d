package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds where a transfer goes on: behind what is there, when the end of that is what the file has in the same place. */
final class Resumption {

    private static final int LOOK_BACK = 256 * 1024;

    private final LocalFile local;
    private final RemoteFile remote;

    Resumption(LocalFile local, RemoteFile remote) {
        this.local = local;
        this.remote = remote;
    }

    /** {@return where to go on; 0, with the remote file emptied, when it is of something else} */
    Mono<Long> afterCheck(long size) {
        return remote.attributes().flatMap(attributes -> {
            long there = attributes.size().orElse(0);
            return there <= size ? same(there).flatMap(same -> same ? Mono.just(there) : again()) : again();
        });
    }

    private Mono<Long> again() {
        return remote.setAttributes(Attributes.NONE.withSize(0)).thenReturn(0L);
    }

    Mono<Boolean> same(long there) {
        long from = Math.max(0, there - LOOK_BACK);
        return gathered(new ReadAhead(remote, LOOK_BACK).upTo(from, there), (int) (there - from))
                .zipWith(gathered(local.read(from, there, LOOK_BACK), (int) (there - from)), ByteBuffer::equals);
    }

    static Mono<ByteBuffer> gathered(Flux<ByteBuffer> bytes, int size) {
        return bytes.collect(() -> ByteBuffer.allocate(size), ByteBuffer::put).map(ByteBuffer::flip);
    }
}
