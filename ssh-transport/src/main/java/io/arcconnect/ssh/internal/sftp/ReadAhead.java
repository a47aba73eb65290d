package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads an open file in order, with many requests under way. */
final class ReadAhead {

    private static final int MOST_REQUESTS = 512;

    private final RemoteFile file;
    private final int chunk;
    private final int requests;
    private final IntFunction<Mono<Void>> room;
    private final IntConsumer unused;

    /** @param bytes how many may have been asked for and not been taken */
    ReadAhead(RemoteFile file, int bytes) {
        this(
                file,
                file.channel().limits().read(),
                Math.max(
                        1,
                        Math.min(MOST_REQUESTS, bytes / file.channel().limits().read())),
                any -> Mono.empty(),
                any -> {});
    }

    private ReadAhead(RemoteFile file, int chunk, int requests, IntFunction<Mono<Void>> room, IntConsumer unused) {
        this.file = file;
        this.chunk = chunk;
        this.requests = requests;
        this.room = room;
        this.unused = unused;
    }

    /** Takes from a share before it asks. Whoever gets the bytes gives the share back. */
    ReadAhead within(InFlight.Lease lease) {
        return new ReadAhead(file, chunk, requests, lease::take, lease::give);
    }

    /**
     * Reads a part of a file. What is behind the end that the file has when this begins is not read, unless that end is 0:
     * files that the system makes up on the fly have no size.
     */
    Flux<ByteBuffer> read(long from, long length) {
        return file.attributes().flatMapMany(attributes -> {
            long size = attributes.size().orElse(0);
            return size == 0 ? untilEnd(from, length) : upTo(from, end(from, length, size));
        });
    }

    /** Reads what is known to be there. */
    Flux<ByteBuffer> upTo(long from, long end) {
        long count = end <= from ? 0 : (end - from - 1) / chunk + 1;
        return Flux.<Long, Long>generate(() -> 0L, (index, sink) -> {
                    if (index == count) {
                        sink.complete();
                    } else {
                        sink.next(from + index * chunk);
                    }
                    return index + 1;
                })
                .flatMapSequential(
                        at -> {
                            int length = (int) Math.min(chunk, end - at);
                            return room.apply(length).thenMany(whole(at, length));
                        },
                        requests,
                        1);
    }

    private static long end(long from, long length, long size) {
        return length >= size - from ? size : from + length;
    }

    /** A server may answer with less than asked; then the rest is asked for. */
    private Flux<ByteBuffer> whole(long at, int length) {
        return file.read(at, length).flatMapMany(bytes -> {
            int count = bytes.remaining();
            if (count == 0) {
                return Flux.error(new FileChanged("the file ends at " + at + ", earlier than when it was opened"));
            }
            return count == length
                    ? Flux.just(bytes)
                    : Flux.concat(Flux.just(bytes), Flux.defer(() -> whole(at + count, length - count)));
        });
    }

    private Flux<ByteBuffer> untilEnd(long from, long length) {
        return Flux.defer(() -> {
            long[] at = {from};
            return Mono.defer(() -> {
                        int count = (int) Math.min(chunk, length - (at[0] - from));
                        return room.apply(count).then(file.read(at[0], count)).map(bytes -> {
                            at[0] += bytes.remaining();
                            // Such files come in short answers, and nobody asks for the rest of one.
                            unused.accept(count - bytes.remaining());
                            return bytes;
                        });
                    })
                    .repeat(() -> at[0] - from < length)
                    .takeWhile(ByteBuffer::hasRemaining);
        });
    }
}
