package io.arcconnect.cli.options;

import java.util.Arrays;

/**
 * What the libraries' logs show on standard error: nothing, unless {@code --verbose} is given. Every failure is told by the
 * command itself; azure-identity alone would write a page for somebody who is not signed in.
 */
public final class LogLevel {

    static final String VERBOSE = "--verbose";

    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private LogLevel() {}

    /**
     * Sets it for this process, before the first logger is made. What the JVM was started with counts more.
     *
     * @param arguments as the user typed them; those behind {@code --} are somebody else's
     */
    public static void set(String... arguments) {
        boolean verbose = Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .anyMatch(VERBOSE::equals);
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, verbose ? "info" : "off");
            System.setProperty("org.slf4j.simpleLogger.log.io.arcconnect", verbose ? "debug" : "off");
        }
    }
}
