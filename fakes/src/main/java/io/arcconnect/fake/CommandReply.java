package io.arcconnect.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arcconnect.ssh.ExitStatus;
import java.util.Objects;

/** What a command of a fake session leaves behind. */
public final class CommandReply {

    private final ExitStatus exit;
    private final byte[] stdout;
    private final byte[] stderr;

    private CommandReply(ExitStatus exit, byte[] stdout, byte[] stderr) {
        this.exit = exit;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /**
     * Ends with a status.
     *
     * @param status its exit status
     * @param stdout written before, in UTF-8
     * @return the reply
     */
    public static CommandReply exit(int status, String stdout) {
        return exit(status, stdout, "");
    }

    /**
     * Ends with a status.
     *
     * @param status its exit status
     * @param stdout written before, in UTF-8
     * @param stderr written before, in UTF-8
     * @return the reply
     */
    public static CommandReply exit(int status, String stdout, String stderr) {
        return of(ExitStatus.of(status), stdout.getBytes(UTF_8), stderr.getBytes(UTF_8));
    }

    /**
     * Ends somehow.
     *
     * @param exit how
     * @param stdout written before; copied
     * @param stderr written before; copied
     * @return the reply
     */
    public static CommandReply of(ExitStatus exit, byte[] stdout, byte[] stderr) {
        return new CommandReply(Objects.requireNonNull(exit, "exit"), stdout.clone(), stderr.clone());
    }

    ExitStatus exit() {
        return exit;
    }

    byte[] stdout() {
        return stdout;
    }

    byte[] stderr() {
        return stderr;
    }
}
