package io.arcconnect.cli.files;

import io.arcconnect.cli.console.LiveArea;
import io.arcconnect.ssh.TransferProgress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows one transfer on a terminal while it runs: of a tree the file that moved on, and how many are there. The line of a
 * single file stays.
 */
final class TransferBar implements Consumer<TransferProgress>, AutoCloseable {

    private final TransferScreen screen;
    private final boolean isTree;
    private final LiveArea area;
    private final Pace pace = new Pace();
    private @Nullable TransferProgress latest;

    TransferBar(TransferScreen screen, boolean isTree) {
        this.screen = screen;
        this.isTree = isTree;
        this.area = LiveArea.open(screen.err(), screen.display(), rows -> lines());
    }

    @Override
    public synchronized void accept(TransferProgress progress) {
        latest = progress;
        pace.add(System.nanoTime(), progress.bytes());
    }

    /** The time goes on also when nothing moves, and then the pace falls. */
    private synchronized List<String> lines() {
        TransferProgress now = latest;
        if (now == null) {
            return List.of();
        }
        pace.add(System.nanoTime(), now.bytes());
        String name = isTree ? "[" + now.files() + "] " + now.path() : now.path();
        // The last column stays empty: some terminals begin a new line there.
        return List.of(new ProgressLine(name, now.fileBytes(), now.fileSize(), pace.perSecond())
                .fitted(Math.max(1, screen.display().columns() - 1)));
    }

    @Override
    public void close() {
        List<String> last = isTree ? List.of() : lines();
        area.print(() -> last.forEach(screen.err()::println));
        area.close();
    }
}
