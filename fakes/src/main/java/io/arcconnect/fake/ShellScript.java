package io.arcconnect.fake;

import io.arcconnect.ssh.ExitStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a fake shell shows, and what it does with what is typed. Keystrokes that fit nothing said here fail the shell with an
 * {@link AssertionError} that names them.
 *
 * <pre>{@code
 * ssh.onShell(shell -> shell.shows("$ ").answers("ls\r", "a.txt\r\n$ ").ends("exit\r", 0))
 * }</pre>
 */
public final class ShellScript {

    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final StringBuilder greeting = new StringBuilder();

    /** What typed text does. */
    record Step(String screen, Optional<ExitStatus> end) {}

    ShellScript() {}

    /**
     * Shows a text at the beginning, after what was said before.
     *
     * @param text in UTF-8
     * @return this
     */
    public ShellScript shows(String text) {
        greeting.append(Objects.requireNonNull(text, "text"));
        return this;
    }

    /**
     * Shows a text whenever something has been typed.
     *
     * @param typed such as {@code "ls\r"}; not empty
     * @param screen in UTF-8
     * @return this
     */
    public ShellScript answers(String typed, String screen) {
        return step(typed, new Step(Objects.requireNonNull(screen, "screen"), Optional.empty()));
    }

    /**
     * Ends the shell when something has been typed.
     *
     * @param typed such as {@code "exit\r"}; not empty
     * @param status the shell's
     * @return this
     */
    public ShellScript ends(String typed, int status) {
        return step(typed, new Step("", Optional.of(ExitStatus.of(status))));
    }

    private ShellScript step(String typed, Step step) {
        if (typed.isEmpty()) {
            throw new IllegalArgumentException("what is typed must not be empty");
        }
        steps.put(typed, step);
        return this;
    }

    String greeting() {
        return greeting.toString();
    }

    Map<String, Step> steps() {
        return steps;
    }
}
