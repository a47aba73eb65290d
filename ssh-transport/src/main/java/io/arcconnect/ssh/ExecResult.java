package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.internal.exec.Captured;
import io.arcconnect.ssh.internal.exec.Collected;
import io.arcconnect.ssh.internal.exec.CommandOutcome;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What a command left behind. It is a value whatever the status is; {@link #orThrow()} makes an error of a failed one. */
public final class ExecResult {

    private final Collected collected;

    /**
     * Makes a result, also for tests.
     *
     * @param machine where the command ran
     * @param exit how it ended
     * @param stdout what it wrote to standard output; copied
     * @param stderr what it wrote to standard error; copied
     */
    public ExecResult(MachineId machine, ExitStatus exit, byte[] stdout, byte[] stderr) {
        this(new Collected(
                Objects.requireNonNull(machine, "machine"),
                Objects.requireNonNull(exit, "exit"),
                Captured.all(stdout),
                Captured.all(stderr),
                StandardCharsets.UTF_8,
                false,
                Set.of()));
    }

    private ExecResult(Collected collected) {
        this.collected = collected;
    }

    /** {@return the result, or an error that has what arrived until then} */
    static Mono<ExecResult> of(CommandOutcome outcome) {
        ExecResult result = new ExecResult(outcome.collected());
        return outcome.failure()
                .<Mono<ExecResult>>map(failure -> Mono.error(new SshException(failure, result)))
                .orElseGet(() -> Mono.just(result));
    }

    /** {@return where the command ran} */
    public MachineId machine() {
        return collected.machine();
    }

    /** {@return how it ended} */
    public ExitStatus exit() {
        return collected.exit();
    }

    /** {@return the exit status, empty when a signal ended it or the server did not say} */
    public OptionalInt exitStatus() {
        return exit().status();
    }

    /** {@return the signal that ended it} */
    public Optional<String> signal() {
        return exit().signal();
    }

    /** {@return whether the exit status is zero} */
    public boolean isSuccess() {
        return exit().isSuccess();
    }

    /** {@return standard output as text, in the command's charset, see {@link Exec#charset}} */
    public String stdout() {
        return stdout(collected.charset());
    }

    /**
     * Decodes standard output. Where its middle was left out, a line says so.
     *
     * @param charset the machine's
     * @return the text
     */
    public String stdout(Charset charset) {
        return collected.stdout().text(charset);
    }

    /** {@return standard error as text, in the command's charset, see {@link #stderr(Charset)}} */
    public String stderr() {
        return stderr(collected.charset());
    }

    /**
     * Decodes standard error. What PowerShell writes there as CLIXML is turned into its text.
     *
     * @param charset the machine's
     * @return the text
     */
    public String stderr(Charset charset) {
        return collected.errors(charset);
    }

    /** {@return standard output as it came, without what was left out; a copy} */
    public byte[] stdoutBytes() {
        return collected.stdout().bytes();
    }

    /** {@return standard error as it came, without what was left out; a copy} */
    public byte[] stderrBytes() {
        return collected.stderr().bytes();
    }

    /** {@return how many bytes the command wrote to standard output, kept or not} */
    public long stdoutLength() {
        return collected.stdout().written();
    }

    /** {@return how many bytes the command wrote to standard error, kept or not} */
    public long stderrLength() {
        return collected.stderr().written();
    }

    /** {@return whether the command wrote more than was kept, see {@link Exec#keep}} */
    public boolean isTruncated() {
        return collected.stdout().isCut() || collected.stderr().isCut();
    }

    /** {@return the variables that the server did not take, and that the shell exported before the command} */
    public Set<String> exportedVariables() {
        return collected.exported();
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
            throw failed(SshReason.EXIT_STATUS, "the command ended with " + exit());
        }
        if (isTruncated() && !collected.cutAskedFor()) {
            throw failed(
                    SshReason.OUTPUT_TRUNCATED,
                    "the command wrote " + collected.stdout().written() + " and "
                            + collected.stderr().written() + " bytes, which is more than is kept");
        }
        return this;
    }

    private SshException failed(SshReason reason, String detail) {
        return new SshException(
                Failure.of(reason, Stage.CHANNEL, detail).on(machine()).with("stderr", collected.evidence()), this);
    }

    /** {@return the end and the sizes, not the output, which may be secret} */
    @Override
    public String toString() {
        return "ExecResult[" + exit() + ", stdout=" + collected.stdout().written() + " bytes, stderr="
                + collected.stderr().written() + " bytes]";
    }
}
