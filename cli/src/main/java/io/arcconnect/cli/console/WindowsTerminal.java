package io.arcconnect.cli.console;

import io.arcconnect.model.Secret;
import java.io.Console;
import java.util.Optional;

/** A console window of Windows. */
final class WindowsTerminal implements Terminal {

    @Override
    public Optional<String> ask(String question) {
        return console()
                .map(console ->
                        Optional.ofNullable(console.readLine("%s", question)).orElse(""));
    }

    @Override
    public Optional<Secret> askSecretly(String question) {
        return console()
                .map(console -> Optional.ofNullable(console.readPassword("%s", question))
                        .filter(typed -> typed.length > 0)
                        .map(typed -> Secret.of(new String(typed)))
                        .orElse(Secret.empty()));
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(ConsoleKind::isTerminal);
    }
}
