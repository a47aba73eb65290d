package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Walks a directory of this computer as it is asked for, on threads that may block, following no links. */
final class LocalTree implements AutoCloseable {

    private final Stream<Path> walk;
    private final Iterator<Path> paths;

    @SuppressWarnings("StreamResourceLeak") // is closed with this
    private LocalTree(Path directory) throws IOException {
        this.walk = Files.walk(directory);
        this.paths = walk.iterator();
    }

    /** {@return the directory and all that is below it, directories before what is in them} */
    static Flux<Path> of(Path directory, Scheduler threads) {
        return Flux.usingWhen(
                Mono.fromCallable(() -> new LocalTree(directory)).subscribeOn(threads),
                tree -> tree.all().subscribeOn(threads),
                tree -> Mono.fromRunnable(tree::close).subscribeOn(threads));
    }

    private Flux<Path> all() {
        return Flux.generate(sink -> {
            Path next = next();
            if (next == null) {
                sink.complete();
            } else {
                sink.next(next);
            }
        });
    }

    private synchronized @Nullable Path next() {
        return paths.hasNext() ? paths.next() : null;
    }

    @Override
    public synchronized void close() {
        walk.close();
    }
}
