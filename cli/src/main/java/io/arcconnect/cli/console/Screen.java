package io.arcconnect.cli.console;

import reactor.core.publisher.Flux;

/** The terminal that this process reads its input from, where a remote terminal can be shown. All methods may block. */
public interface Screen {

    /** Ends a mode of the terminal. */
    @FunctionalInterface
    interface Mode extends AutoCloseable {

        /** Puts the terminal back to what it was. A second time it does nothing. */
        @Override
        void close();
    }

    /** {@return how large it is now; {@link WindowSize#USUAL} where it does not say} */
    WindowSize size();

    /**
     * Lets every key through as bytes, Ctrl-C among them, echoes nothing and translates nothing. The terminal is put back also
     * when the process ends by a signal that it can see.
     *
     * @return what puts the terminal back
     */
    Mode raw();

    /**
     * Follows the window.
     *
     * @return its size now, and whenever it has changed; never completes
     */
    Flux<WindowSize> sizes();
}
