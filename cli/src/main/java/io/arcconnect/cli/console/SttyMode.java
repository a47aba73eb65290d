package io.arcconnect.cli.console;

import java.util.concurrent.atomic.AtomicBoolean;

/** A mode that a terminal is put back from, whatever ends it: whoever entered it, or the end of the process. */
final class SttyMode implements Screen.Mode {

    private final Stty stty;
    private final String before;
    private final Thread atTheEnd = new Thread(this::restore, "arcconnect-terminal");
    private final AtomicBoolean left = new AtomicBoolean();

    private SttyMode(Stty stty, String before) {
        this.stty = stty;
        this.before = before;
    }

    /**
     * Enters a mode.
     *
     * @param before what {@link Stty#saved()} told
     * @param words what stty is told
     */
    static SttyMode enter(Stty stty, String before, String... words) {
        SttyMode mode = new SttyMode(stty, before);
        try {
            Runtime.getRuntime().addShutdownHook(mode.atTheEnd);
        } catch (IllegalStateException ending) {
            mode.left.set(true); // nobody will need it any more
            return mode;
        }
        var unused = stty.run(words);
        return mode;
    }

    @Override
    public void close() {
        restore();
        try {
            var unused = Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException ending) {
            // Then it has been started, and finds nothing to do.
        }
    }

    private void restore() {
        if (left.compareAndSet(false, true)) {
            var unused = stty.run(before);
        }
    }
}
