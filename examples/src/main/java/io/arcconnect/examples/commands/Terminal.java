package io.arcconnect.examples.commands;

import java.io.Console;
import java.util.Optional;

/** A person at a terminal, who may be asked. */
@FunctionalInterface
interface Terminal {

    /** The one that this process was started from. */
    Terminal OF_THIS_PROCESS = question -> Optional.ofNullable(System.console())
            .filter(Terminal::isInteractive)
            .map(console ->
                    Optional.ofNullable(console.readLine("%s", question)).orElse(""));

    /**
     * Asks.
     *
     * @param question shown as it is
     * @return what was typed; empty when nobody is there
     */
    Optional<String> ask(String question);

    /** From Java 22 on there is a console without a terminal, and a method that says so. */
    private static boolean isInteractive(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
