package io.arcconnect.cli.console;

import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * A terminal of Unix.
 *
 * @param stty changes it
 * @param usual how it was when this was made
 */
record SttyScreen(Stty stty, String usual) implements Screen {

    /** {@return the terminal of standard input; empty when that is none} */
    static Optional<Screen> ofStandardInput() {
        Stty stty = Stty.ofStandardInput();
        return stty.saved().map(usual -> new SttyScreen(stty, usual));
    }

    @Override
    public WindowSize size() {
        return stty.run("size").flatMap(WindowSize::parse).orElse(WindowSize.USUAL);
    }

    @Override
    public Mode raw() {
        return SttyMode.enter(stty, usual, "raw", "-echo", "-iexten");
    }

    @Override
    public Flux<WindowSize> sizes() {
        return ProcessSignals.flux("WINCH")
                .startWith("at the beginning")
                .onBackpressureLatest()
                .publishOn(Schedulers.boundedElastic(), 1)
                .map(changed -> size())
                .distinctUntilChanged();
    }
}
