package io.arcconnect.cli.console;

import io.arcconnect.model.Secret;
import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person at a terminal, who may be asked. */
public interface Terminal {

    /** The one that this process was started from. */
    Terminal OF_THIS_PROCESS = new Terminal() {
        @Override
        public Optional<String> ask(String question) {
            return console()
                    .map(console -> Optional.ofNullable(console.readLine("%s", question))
                            .orElse(""));
        }

        @Override
        public Optional<Secret> askSecretly(String question) {
            return console().map(console -> Secret.of(text(console.readPassword("%s", question))));
        }

        private static String text(char @Nullable [] typed) {
            return typed == null ? "" : new String(typed);
        }

        private static Optional<Console> console() {
            return Optional.ofNullable(System.console()).filter(ConsoleKind::isTerminal);
        }
    };

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
     * @return what was typed; empty when nobody is there
     */
    Optional<Secret> askSecretly(String question);
}
