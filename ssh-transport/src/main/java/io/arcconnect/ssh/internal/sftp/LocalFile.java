package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** An open file of this computer. It is read, written and closed on threads that may block, one thing at a time. */
final class LocalFile implements AutoCloseable {

    private final FileChannel file;
    private final Path path;
    private final Scheduler threads;

    private LocalFile(FileChannel file, Path path, Scheduler threads) {
        this.file = file;
        this.path = path;
        this.threads = threads;
    }

    /** Opens a file, does something with it and closes it. */
    static <R> Flux<R> using(
            Path path, Scheduler threads, Function<LocalFile, ? extends Publisher<R>> work, OpenOption... options) {
        return using(path, threads, work, Set.of(options), false);
    }

    /**
     * As above.
     *
     * @param isPrivate whether a file that is made by it is its owner's alone, where the system knows permissions
     */
    static <R> Flux<R> using(
            Path path,
            Scheduler threads,
            Function<LocalFile, ? extends Publisher<R>> work,
            Set<OpenOption> options,
            boolean isPrivate) {
        return Flux.usingWhen(
                opened(path, threads, options, isPrivate ? ownersAlone(path) : new FileAttribute<?>[0]),
                work,
                LocalFile::closing,
                (file, error) -> file.closing(),
                LocalFile::closing);
    }

    /** A file that was opened for somebody who has gone meanwhile is closed. */
    private static Mono<LocalFile> opened(
            Path path, Scheduler threads, Set<OpenOption> options, FileAttribute<?>[] attributes) {
        return Mono.<LocalFile>create(sink -> threads.schedule(() -> {
                    try {
                        sink.success(new LocalFile(FileChannel.open(path, options, attributes), path, threads));
                    } catch (IOException | RuntimeException problem) {
                        sink.error(problem);
                    }
                }))
                .doOnDiscard(LocalFile.class, LocalFile::closeQuietly);
    }

    /** Reads a part in order, one chunk at a time, each when it is asked for. */
    Flux<ByteBuffer> read(long from, long to, int chunk) {
        return Flux.<ByteBuffer, Long>generate(() -> from, (at, sink) -> {
                    if (at >= to) {
                        sink.complete();
                        return at;
                    }
                    try {
                        int length = (int) Math.min(chunk, to - at);
                        sink.next(readAt(at, length));
                        return at + length;
                    } catch (IOException problem) {
                        sink.error(problem);
                        return at;
                    }
                })
                .subscribeOn(threads);
    }

    private ByteBuffer readAt(long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(at, bytes, 0, length);
        return ByteBuffer.wrap(bytes);
    }

    /** Reads into a part of an array. To be called where blocking is allowed. */
    synchronized void read(long at, byte[] into, int from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(into, from, length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position() - from) < 0) {
                throw new FileChanged(path + " became shorter while it was read");
            }
        }
    }

    /** Writes at a place. To be called where blocking is allowed. */
    synchronized void write(long at, ByteBuffer bytes) throws IOException {
        long next = at;
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
            next += file.write(rest, next);
        }
    }

    /** Cuts it off. To be called where blocking is allowed. */
    synchronized void truncate(long size) throws IOException {
        file.truncate(size);
    }

    /** Brings it to the disk. To be called where blocking is allowed. */
    synchronized void sync() throws IOException {
        file.force(true);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private void closeQuietly() {
        closing().subscribe(); // the owner of this subscription: nobody is left who would close the file
    }

    private Mono<Void> closing() {
        return Mono.<Void>fromCallable(() -> {
                    close();
                    return null;
                })
                .subscribeOn(threads)
                .onErrorComplete();
    }

    /** {@return how a partial file is opened: never through a link that somebody has put there} */
    static Set<OpenOption> partial(boolean isNew) {
        return Set.of(
                isNew ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    private static FileAttribute<?>[] ownersAlone(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
