package io.arcconnect.cli.console;

import io.arcconnect.ssh.ExitStatus;
import java.util.Map;

/** What a process ends with for what became of a command on a machine. */
public final class ExitCodes {

    /** What ArcConnect itself could not do, as with ssh. */
    public static final int FAILED = 255;

    private static final int SIGNALLED = 128;

    /** The signals of RFC 4254, section 6.10, and their numbers, which are the same on Linux, macOS and the BSDs. */
    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("HUP", 1),
            Map.entry("INT", 2),
            Map.entry("QUIT", 3),
            Map.entry("ILL", 4),
            Map.entry("TRAP", 5),
            Map.entry("ABRT", 6),
            Map.entry("FPE", 8),
            Map.entry("KILL", 9),
            Map.entry("SEGV", 11),
            Map.entry("PIPE", 13),
            Map.entry("ALRM", 14),
            Map.entry("TERM", 15));

    private ExitCodes() {}

    /**
     * Says it as a shell does: the status itself, 128 and the number of a signal. A status that no process of this computer can
     * end with, as Windows has them, is {@link #FAILED}, so that it is never taken for success; so is a signal without a
     * common number, and an end of which the machine said nothing.
     *
     * @param exit how the command ended
     * @return 0 to 255
     */
    public static int of(ExitStatus exit) {
        if (exit.signal().isPresent()) {
            Integer number = SIGNALS.get(exit.signal().get());
            return number == null ? FAILED : SIGNALLED + number;
        }
        int status = exit.status().orElse(FAILED);
        return status >= 0 && status <= FAILED ? status : FAILED;
    }
}
