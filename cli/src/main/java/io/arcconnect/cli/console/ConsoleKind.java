package io.arcconnect.cli.console;

import java.io.Console;

/** From Java 22 on there is a console without a terminal, and a method that says so. */
final class ConsoleKind {

    private ConsoleKind() {}

    static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
