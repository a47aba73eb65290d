package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** What a command left behind. It is a value whatever the status is; {@link #orThrow()} makes an error of a failed one. */
public final class ExecResult {

    private static final int LONGEST_EVIDENCE = 300;

    private final MachineId machine;
    private final ExitStatus exit;
    private final byte[] stdout;
    private final byte[] stderr;

    /**
     * Makes a result, also for tests.
     *
     * @param machine where the command ran
     * @param exit how it ended
     * @param stdout what it wrote to standard output; copied
     * @param stderr what it wrote to standard error; copied
     */
    public ExecResult(MachineId machine, ExitStatus exit, byte[] stdout, byte[] stderr) {
        this.machine = Objects.requireNonNull(machine, "machine");
        this.exit = Objects.requireNonNull(exit, "exit");
        this.stdout = stdout.clone();
        this.stderr = stderr.clone();
    }

    /** {@return where the command ran} */
    public MachineId machine() {
        return machine;
    }

    /** {@return how it ended} */
    public ExitStatus exit() {
        return exit;
    }

    /** {@return the exit status, empty when a signal ended it or the server did not say} */
    public OptionalInt exitStatus() {
        return exit.status();
    }

    /** {@return the signal that ended it} */
    public Optional<String> signal() {
        return exit.signal();
    }

    /** {@return whether the exit status is zero} */
    public boolean isSuccess() {
        return exit.isSuccess();
    }

    /** {@return standard output as UTF-8 text} */
    public String stdout() {
        return stdout(StandardCharsets.UTF_8);
    }

    /**
     * Decodes standard output.
     *
     * @param charset the machine's
     * @return the text
     */
    public String stdout(Charset charset) {
        return new String(stdout, charset);
    }

    /** {@return standard error as UTF-8 text} */
    public String stderr() {
        return stderr(StandardCharsets.UTF_8);
    }

    /**
     * Decodes standard error.
     *
     * @param charset the machine's
     * @return the text
     */
    public String stderr(Charset charset) {
        return new String(stderr, charset);
    }

    /** {@return standard output as it came; a copy} */
    public byte[] stdoutBytes() {
        return stdout.clone();
    }

    /** {@return standard error as it came; a copy} */
    public byte[] stderrBytes() {
        return stderr.clone();
    }

    /**
     * Insists on success.
     *
     * @return this
     * @throws SshException {@code ssh.exit_status} with the end of standard error, when the status is not zero
     */
    public ExecResult orThrow() {
        if (isSuccess()) {
            return this;
        }
        String errors = stderr().strip();
        throw new SshException(Failure.of(SshReason.EXIT_STATUS, Stage.CHANNEL, "the command ended with " + exit)
                .on(machine)
                .with(
                        "stderr",
                        errors.length() > LONGEST_EVIDENCE
                                ? "…" + errors.substring(errors.length() - LONGEST_EVIDENCE)
                                : errors));
    }

    /** {@return the end and the sizes, not the output, which may be secret} */
    @Override
    public String toString() {
        return "ExecResult[" + exit + ", stdout=" + stdout.length + " bytes, stderr=" + stderr.length + " bytes]";
    }
}
