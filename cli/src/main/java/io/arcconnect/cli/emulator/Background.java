package io.arcconnect.cli.emulator;

import io.arcconnect.cli.options.OwnerOnly;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts this very command once more, to go on without a terminal, as {@code ssh-agent} does. */
final class Background {

    static final String LOG = "emulator.log";

    /** The line after which the emulator says no more. */
    static final String READY = "# ";

    private Background() {}

    /**
     * Starts it and copies its environment lines.
     *
     * @param arguments of this command
     * @param folder of the emulator
     * @param out where to copy them to
     * @param err where to copy to what it says when it does not start
     * @return whether it has started
     */
    static boolean start(List<String> arguments, Path folder, PrintStream out, PrintStream err) throws IOException {
        Path log = OwnerOnly.write(folder.resolve(LOG), "");
        Process process = new ProcessBuilder(words(arguments, folder))
                .redirectInput(new File(isWindows() ? "NUL" : "/dev/null"))
                .redirectError(log.toFile())
                .start();
        // Not closed: the other end writes nothing more, and lives on.
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                return true;
            }
            out.print(line + "\n");
        }
        end(process);
        err.print(Files.readString(log));
        return false;
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ctrl-C in the terminal that it was started from is not meant for it. */
    private static List<String> words(List<String> arguments, Path folder) {
        List<String> words = new ArrayList<>();
        if (!isWindows()) {
            words.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
        }
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.arcconnect.cli.ArcConnectCommand"));
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals(EmulatorCommand.DIRECTORY)) {
                i++;
            } else if (!argument.equals(EmulatorCommand.ENV) && !argument.startsWith(EmulatorCommand.DIRECTORY + "=")) {
                words.add(argument);
            }
        }
        words.addAll(List.of(EmulatorCommand.DIRECTORY, folder.toString()));
        return words;
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}
