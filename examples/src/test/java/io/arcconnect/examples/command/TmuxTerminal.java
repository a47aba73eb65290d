package io.arcconnect.examples.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A person's terminal: a plain shell in tmux, with a server of its own that ends with the test. */
final class TmuxTerminal implements AutoCloseable {

    private final Path socket;

    private TmuxTerminal(Path socket) {
        this.socket = socket;
    }

    /** Opens one of 100 columns and 30 rows, in an empty folder; skips the test where tmux is not installed. */
    static TmuxTerminal start(Path folder, Map<String, String> environment) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/tmux")), "skipped: tmux is not installed");
        TmuxTerminal terminal = new TmuxTerminal(folder.resolve("tmux"));
        List<String> words = new ArrayList<>(List.of(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-c",
                folder.toString(),
                "-x",
                "100",
                "-y",
                "30",
                "env",
                "-u",
                "SSH_AUTH_SOCK"));
        environment.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of("ENV=", "PS1=local> ", "/bin/sh"));
        var unused = terminal.tmux(words.toArray(String[]::new));
        terminal.shows("local>");
        return terminal;
    }

    /** Types a line and Enter. */
    void line(String text) throws Exception {
        type(text);
        key("Enter");
    }

    /** Types. */
    void type(String text) throws Exception {
        var unused = tmux("send-keys", "-l", text);
    }

    /** Presses a key by tmux's name for it, such as {@code C-c}. */
    void key(String name) throws Exception {
        var unused = tmux("send-keys", name);
    }

    void resize(int columns, int rows) throws Exception {
        var unused = tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    String screen() {
        try {
            return tmux("capture-pane", "-p");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for a text on the screen. */
    void shows(String text) {
        Eventually.holds(() -> "no \"" + text + "\" on:\n" + screen(), () -> screen().contains(text));
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        words.addAll(List.of(arguments));
        Process tmux = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!tmux.waitFor(20, TimeUnit.SECONDS) || tmux.exitValue() != 0) {
            throw new IOException("tmux " + List.of(arguments) + ": " + output);
        }
        return output;
    }

    @Override
    public void close() throws IOException {
        try {
            var unused = tmux("kill-server");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
