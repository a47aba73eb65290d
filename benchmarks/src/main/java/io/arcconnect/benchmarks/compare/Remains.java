package io.arcconnect.benchmarks.compare;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder that is not to outlive this process, whoever ends it, nor what has been started beside it: an SSH server does not see
 * that nobody needs it, and files in memory stay until the computer is started anew.
 */
public final class Remains implements Closeable {

    private static final int PATIENCE_SECONDS = 5;

    private final Path folder;
    private final Thread sweeping = new Thread(this::sweep, "remains");

    /**
     * Takes charge.
     *
     * @param folder there already
     */
    public Remains(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(sweeping);
    }

    /** {@return the folder} */
    public Path folder() {
        return folder;
    }

    /** What was ended by somebody else: the run goes on nowhere, so all that it has started goes. */
    private void sweep() {
        List<ProcessHandle> started = ProcessHandle.current().descendants().toList();
        started.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(started.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        try {
            delete();
        } catch (IOException e) {
            System.err.println(folder + " stays: " + e);
        }
    }

    /** Deletes the folder, with all that is in it. */
    @Override
    public void close() throws IOException {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(sweeping);
        } catch (IllegalStateException ending) {
            // Then that one does it as well, and finds nothing.
        }
    }

    private void delete() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
