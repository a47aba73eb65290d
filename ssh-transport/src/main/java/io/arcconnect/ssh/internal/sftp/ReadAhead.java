package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads an open file in order, with many requests under way. */
final class ReadAhead {

    /**
     * What one reading keeps to.
     *
     * @param chunk bytes of one request
     * @param lump requests made at once
     * @param lease its share of what may be under way
     * @param isOwn whether it is the reading's own, else whoever gets the bytes gives the share back
     */
    record Terms(int chunk, int lump, InFlight.Lease lease, boolean isOwn) {

        void told(int count) {
            if (isOwn) {
                lease.give(count);
            }
        }

        void close() {
            if (isOwn) {
                lease.close();
            }
        }
    }

    private interface Share {

        Terms terms(int chunk);
    }

    private final RemoteFile file;
    private final int bytes;
    private final int chunk;
    private final Share share;

    /** @param bytes how many may have been asked for and not been taken */
    ReadAhead(RemoteFile file, int bytes) {
        this(file, bytes, chunk -> new Terms(chunk, 1, new InFlight(bytes).lease(), true));
    }

    private ReadAhead(RemoteFile file, int bytes, Share share) {
        this.file = file;
        this.bytes = bytes;
        this.chunk = InFlight.chunk(file.channel().limits().read(), bytes);
        this.share = share;
    }

    /** Takes from a share before it asks. Whoever gets the bytes gives the share back. */
    ReadAhead within(InFlight.Lease lease) {
        return new ReadAhead(file, bytes, size -> new Terms(size, lease.lump(size), lease, false));
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
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super ByteBuffer> subscriber) {
                Reading reading = new Reading(file, share.terms(chunk), from, end, subscriber);
                subscriber.onSubscribe(reading);
                reading.start();
            }
        };
    }

    private static long end(long from, long length, long size) {
        return length >= size - from ? size : from + length;
    }

    private Flux<ByteBuffer> untilEnd(long from, long length) {
        return Flux.defer(() -> {
            Terms terms = share.terms(chunk);
            long[] at = {from};
            return Mono.defer(() -> {
                        int count = (int) Math.min(chunk, length - (at[0] - from));
                        return terms.lease()
                                .take(count)
                                .then(file.read(at[0], count))
                                .map(bytes -> {
                                    at[0] += bytes.remaining();
                                    // Such files come in short answers, and nobody asks for the rest of one.
                                    terms.lease().give(count - (terms.isOwn() ? 0 : bytes.remaining()));
                                    return bytes;
                                });
                    })
                    .repeat(() -> at[0] - from < length)
                    .takeWhile(ByteBuffer::hasRemaining);
        });
    }
}
