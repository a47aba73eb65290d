package io.arcconnect.ssh;

import static io.arcconnect.ssh.TerminalMode.CS8;
import static io.arcconnect.ssh.TerminalMode.ECHO;
import static io.arcconnect.ssh.TerminalMode.ECHOCTL;
import static io.arcconnect.ssh.TerminalMode.ECHOE;
import static io.arcconnect.ssh.TerminalMode.ECHOK;
import static io.arcconnect.ssh.TerminalMode.ECHOKE;
import static io.arcconnect.ssh.TerminalMode.ICANON;
import static io.arcconnect.ssh.TerminalMode.ICRNL;
import static io.arcconnect.ssh.TerminalMode.IEXTEN;
import static io.arcconnect.ssh.TerminalMode.ISIG;
import static io.arcconnect.ssh.TerminalMode.ISPEED;
import static io.arcconnect.ssh.TerminalMode.IUTF8;
import static io.arcconnect.ssh.TerminalMode.IXON;
import static io.arcconnect.ssh.TerminalMode.ONLCR;
import static io.arcconnect.ssh.TerminalMode.OPOST;
import static io.arcconnect.ssh.TerminalMode.OSPEED;
import static io.arcconnect.ssh.TerminalMode.VEOF;
import static io.arcconnect.ssh.TerminalMode.VERASE;
import static io.arcconnect.ssh.TerminalMode.VINTR;
import static io.arcconnect.ssh.TerminalMode.VKILL;
import static io.arcconnect.ssh.TerminalMode.VLNEXT;
import static io.arcconnect.ssh.TerminalMode.VQUIT;
import static io.arcconnect.ssh.TerminalMode.VREPRINT;
import static io.arcconnect.ssh.TerminalMode.VSTART;
import static io.arcconnect.ssh.TerminalMode.VSTOP;
import static io.arcconnect.ssh.TerminalMode.VSUSP;
import static io.arcconnect.ssh.TerminalMode.VWERASE;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A pseudo-terminal (RFC 4254, section 6.2): what the machine's programs take your screen for.
 *
 * @param terminal the value of {@code TERM}, such as {@code xterm-256color}; not empty
 * @param columns width in characters, 1 to 65535
 * @param rows height in characters, 1 to 65535
 * @param modes what the terminal does with bytes; where one is missing the server decides
 */
public record Pty(String terminal, int columns, int rows, Map<TerminalMode, Integer> modes) {

    /** Understood by nearly every machine and every terminal in a browser. */
    public static final String DEFAULT_TERMINAL = "xterm-256color";

    private static final int MOST = 65_535;

    /** Checks the ranges and copies the modes. */
    public Pty {
        if (Objects.requireNonNull(terminal, "terminal").isBlank()) {
            throw new IllegalArgumentException("a terminal must have a name");
        }
        checkSize(columns, rows);
        Map<TerminalMode, Integer> copy = new EnumMap<>(TerminalMode.class);
        copy.putAll(modes);
        modes = Collections.unmodifiableMap(copy);
    }

    /**
     * A terminal as a person expects it: lines are edited and echoed, Enter ends one, Ctrl-C interrupts, and characters are
     * UTF-8. The keys are those of Linux.
     *
     * @param columns width in characters
     * @param rows height in characters
     * @return an {@code xterm-256color}
     * @throws IllegalArgumentException when out of range
     */
    public static Pty of(int columns, int rows) {
        return new Pty(DEFAULT_TERMINAL, columns, rows, usual());
    }

    /**
     * A terminal that passes bytes as they are, both ways: nothing is echoed, edited, translated or made a signal of.
     *
     * @param columns width in characters
     * @param rows height in characters
     * @return an {@code xterm-256color}
     * @throws IllegalArgumentException when out of range
     */
    public static Pty raw(int columns, int rows) {
        Map<TerminalMode, Integer> modes = usual();
        for (TerminalMode off : new TerminalMode[] {ISIG, ICANON, ECHO, IEXTEN, ICRNL, IXON, OPOST}) {
            modes.put(off, 0);
        }
        return new Pty(DEFAULT_TERMINAL, columns, rows, modes);
    }

    private static Map<TerminalMode, Integer> usual() {
        Map<TerminalMode, Integer> modes = new EnumMap<>(TerminalMode.class);
        modes.put(VINTR, 3);
        modes.put(VQUIT, 28);
        modes.put(VERASE, 127);
        modes.put(VKILL, 21);
        modes.put(VEOF, 4);
        modes.put(VSTART, 17);
        modes.put(VSTOP, 19);
        modes.put(VSUSP, 26);
        modes.put(VREPRINT, 18);
        modes.put(VWERASE, 23);
        modes.put(VLNEXT, 22);
        for (TerminalMode on : new TerminalMode[] {
            ICRNL, IXON, IUTF8, ISIG, ICANON, ECHO, ECHOE, ECHOK, ECHOCTL, ECHOKE, IEXTEN, OPOST, ONLCR, CS8
        }) {
            modes.put(on, 1);
        }
        modes.put(ISPEED, 38_400);
        modes.put(OSPEED, 38_400);
        return modes;
    }

    /**
     * Gives it another size.
     *
     * @param newColumns width in characters
     * @param newRows height in characters
     * @return a new terminal
     * @throws IllegalArgumentException when out of range
     */
    public Pty size(int newColumns, int newRows) {
        return new Pty(terminal, newColumns, newRows, modes);
    }

    /**
     * Gives it another name.
     *
     * @param name the value of {@code TERM}; not empty
     * @return a new terminal
     */
    public Pty terminal(String name) {
        return new Pty(name, columns, rows, modes);
    }

    /**
     * Sets a mode.
     *
     * @param mode which
     * @param value as {@link TerminalMode} says
     * @return a new terminal
     */
    public Pty mode(TerminalMode mode, int value) {
        Map<TerminalMode, Integer> more = new EnumMap<>(TerminalMode.class);
        more.putAll(modes);
        more.put(Objects.requireNonNull(mode, "mode"), value);
        return new Pty(terminal, columns, rows, more);
    }

    private static void checkSize(int columns, int rows) {
        if (columns < 1 || columns > MOST || rows < 1 || rows > MOST) {
            throw new IllegalArgumentException(
                    "a terminal must have 1 to " + MOST + " columns and rows, got " + columns + " x " + rows);
        }
    }
}
