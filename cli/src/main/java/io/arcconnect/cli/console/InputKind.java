package io.arcconnect.cli.console;

import java.io.InputStream;
import java.util.Optional;

/** What a command reads from. */
public final class InputKind {

    private InputKind() {}

    /** {@return whether somebody types it, as far as Java can tell: it is this process's own, and a terminal} */
    public static boolean isTyped(InputStream in) {
        return in == System.in
                && Optional.ofNullable(System.console())
                        .filter(ConsoleKind::isTerminal)
                        .isPresent();
    }
}
