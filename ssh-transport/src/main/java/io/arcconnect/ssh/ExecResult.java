package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.internal.clixml.Clixml;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What a command left behind. It is a value whatever the status is; {@link #orThrow()} makes an error of a failed one. */
public final class ExecResult {

    private static final int LONGEST_EVIDENCE = 300;

    private final MachineId machine;
    private final ExitStatus exit;
    private final Captured stdout;
    private final Captured stderr;
    private final How how;

    /**
     * What the result has beside its outputs.
     *
     * @param charset of the texts
     * @param cutAskedFor whether somebody said how much to keep
     * @param exported the variables that the server did not take
     */
    record How(Charset charset, boolean cutAskedFor, Set<String> exported) {}

    /**
     * Makes a result, also for tests.
     *
     * @param machine where the command ran
     * @param exit how it ended
     * @param stdout what it wrote to standard output; copied
     * @param stderr what it wrote to standard error; copied
     */
    public ExecResult(MachineId machine, ExitStatus exit, byte[] stdout, byte[] stderr) {
        this(
                machine,
                exit,
                Captured.all(stdout),
                Captured.all(stderr),
                new How(StandardCharsets.UTF_8, false, Set.of()));
    }

    ExecResult(MachineId machine, ExitStatus exit, Captured stdout, Captured stderr, How how) {
        this.machine = Objects.requireNonNull(machine, "machine");
        this.exit = Objects.requireNonNull(exit, "exit");
        this.stdout = stdout;
        this.stderr = stderr;
        this.how = how;
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

    /** {@return standard output as text, in the command's charset, see {@link Exec#charset}} */
    public String stdout() {
        return stdout(how.charset());
    }

    /**
     * Decodes standard output. Where its middle was left out, a line says so.
     *
     * @param charset the machine's
     * @return the text
     */
    public String stdout(Charset charset) {
        return stdout.text(charset);
    }

    /** {@return standard error as text, in the command's charset, see {@link #stderr(Charset)}} */
    public String stderr() {
        return stderr(how.charset());
    }

    /**
     * Decodes standard error. What PowerShell writes there as CLIXML is turned into its text.
     *
     * @param charset the machine's
     * @return the text
     */
    public String stderr(Charset charset) {
        return Clixml.toText(stderr.text(charset));
    }

    /** {@return standard output as it came, without what was left out; a copy} */
    public byte[] stdoutBytes() {
        return stdout.bytes();
    }

    /** {@return standard error as it came, without what was left out; a copy} */
    public byte[] stderrBytes() {
        return stderr.bytes();
    }

    /** {@return how many bytes the command wrote to standard output, kept or not} */
    public long stdoutLength() {
        return stdout.written();
    }

    /** {@return how many bytes the command wrote to standard error, kept or not} */
    public long stderrLength() {
        return stderr.written();
    }

    /** {@return whether the command wrote more than was kept, see {@link Exec#keep}} */
    public boolean isTruncated() {
        return stdout.isCut() || stderr.isCut();
    }

    /** {@return the variables that the server did not take, and that the shell exported before the command} */
    public Set<String> exportedVariables() {
        return how.exported();
    }

    /**
     * Insists on success, and on all of the output where nobody said how much to keep.
     *
     * @return this
     * @throws SshException {@code ssh.exit_status} with the end of standard error, when the status is not zero;
     *     {@code ssh.output_truncated}. {@link SshException#result()} is this
     */
    public ExecResult orThrow() {
        if (!isSuccess()) {
            throw failed(SshReason.EXIT_STATUS, "the command ended with " + exit);
        }
        if (isTruncated() && !how.cutAskedFor()) {
            throw failed(
                    SshReason.OUTPUT_TRUNCATED,
                    "the command wrote " + stdout.written() + " and " + stderr.written()
                            + " bytes, which is more than is kept");
        }
        return this;
    }

    private SshException failed(SshReason reason, String detail) {
        return new SshException(
                Failure.of(reason, Stage.CHANNEL, detail).on(machine).with("stderr", evidence()), this);
    }

    /** {@return the end of standard error} */
    String evidence() {
        String errors = stderr().strip();
        return errors.length() > LONGEST_EVIDENCE ? "…" + errors.substring(errors.length() - LONGEST_EVIDENCE) : errors;
    }

    /** {@return the end and the sizes, not the output, which may be secret} */
    @Override
    public String toString() {
        return "ExecResult[" + exit + ", stdout=" + stdout.written() + " bytes, stderr=" + stderr.written() + " bytes]";
    }
}
