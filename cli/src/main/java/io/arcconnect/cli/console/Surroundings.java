package io.arcconnect.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command touches of the process that it runs in.
 *
 * @param terminal a person who may be asked
 * @param in standard input
 * @param out standard output: results and nothing else
 * @param err standard error: progress, questions and failures
 * @param environment variables by name
 * @param home folder of the person's own files
 * @param displays where both outputs are shown
 */
public record Surroundings(
        Terminal terminal,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path home,
        Displays displays) {

    /** Keeps what is given. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** {@return those of this process} */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                Terminal.ofThisProcess(),
                System.in,
                System.out,
                System.err,
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Displays.ofThisProcess(System.getenv()));
    }

    /**
     * Replaces the environment.
     *
     * @param variables by name
     * @return the same but for these
     */
    public Surroundings withEnvironment(Map<String, String> variables) {
        return new Surroundings(terminal, in, out, err, variables, home, displays);
    }

    /**
     * Puts somebody else before the terminal.
     *
     * @param other who is asked
     * @return new surroundings
     */
    public Surroundings with(Terminal other) {
        return new Surroundings(other, in, out, err, environment, home, displays);
    }

    /** {@return standard output, for text} */
    public PrintWriter outText() {
        return new PrintWriter(new StreamText(out), true);
    }

    /** {@return standard error, for text} */
    public PrintWriter errText() {
        return new PrintWriter(new StreamText(err), true);
    }

    /** Only names: variables may hold secrets. */
    @Override
    public String toString() {
        return "Surroundings[home=" + home + ", environment=" + environment.size() + " variables]";
    }
}
