package io.arcconnect.cli.console;

import io.arcconnect.model.Secret;
import java.io.File;
import java.util.Optional;

/** A person at a terminal, who may be asked. */
public interface Terminal {

    /** {@return the one that this process was started from} */
    static Terminal ofThisProcess() {
        return File.separatorChar == '/' ? ControllingTerminal.OF_THIS_PROCESS : new WindowsTerminal();
    }

    /**
     * Asks.
     *
     * @param question shown as it is
     * @return what was typed; empty when nobody is there
     */
    Optional<String> ask(String question);

    /**
     * Asks for what nobody may see on the screen.
     *
     * @param question shown as it is
     * @return what was typed, {@link Secret#empty()} for nothing; empty when nobody is there
     */
    Optional<Secret> askSecretly(String question);

    /**
     * Where a remote terminal can be shown.
     *
     * @return the terminal that standard input is; empty when it is none
     */
    default Optional<Screen> screen() {
        return Optional.empty();
    }
}
