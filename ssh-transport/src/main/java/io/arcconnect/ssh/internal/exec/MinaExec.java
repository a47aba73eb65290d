package io.arcconnect.ssh.internal.exec;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.channel.MinaProgram;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import io.arcconnect.ssh.internal.connection.SshFailures;
import io.arcconnect.ssh.internal.shell.RemoteProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A session channel that runs one command (RFC 4254, section 6.5). */
final class MinaExec extends MinaProgram {

    private final ExecPlan plan;
    private final @Nullable Foreword foreword;
    private volatile @Nullable Duration limit;

    MinaExec(ExecPlan plan, LoginAttempt attempt, ActionReport report) {
        super("to run the command", plan.requests(), plan::start, attempt, report);
        this.plan = plan;
        this.foreword = plan.token()
                .map(token -> new Foreword(token, stderr(), attempt.machine()))
                .orElse(null);
    }

    ExecPlan plan() {
        return plan;
    }

    Optional<Foreword> foreword() {
        return Optional.ofNullable(foreword);
    }

    /** {@return whether the command has told its process} */
    boolean hasBegun() {
        return foreword().flatMap(Foreword::process).isPresent();
    }

    /** {@return the command's process when it tells; empty when it never will} */
    Mono<RemoteProcess> process() {
        return foreword().map(Foreword::begun).orElse(Mono.empty());
    }

    /** It has taken too long: from here on its end is none in order. */
    void overdue(Duration exceeded) {
        limit = exceeded;
    }

    @Override
    protected boolean endsInOrder() {
        return limit == null;
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) {
        Foreword first = foreword;
        if (first == null) {
            super.doWriteExtendedData(data, offset, length);
        } else {
            report().received(length);
            first.accept(data, offset, (int) length);
        }
    }

    @Override
    public void handleEof() throws IOException {
        foreword().ifPresent(Foreword::end);
        super.handleEof();
    }

    @Override
    protected Optional<Throwable> problem() {
        Duration exceeded = limit;
        return exceeded == null ? super.problem() : Optional.of(timedOut(exceeded));
    }

    private SshException timedOut(Duration exceeded) {
        ExitStatus exit = exitStatus();
        boolean isKnown = exit.status().isPresent() || exit.signal().isPresent();
        String end = isKnown || isCloseReceived()
                ? "it was ended, with " + exit
                : "it was told to end and did not say that it has, so it may still run";
        return SshFailures.lost(
                SshReason.COMMAND_TIMED_OUT,
                "the command did not end within " + exceeded.toMillis() + " ms; " + end,
                attempt(),
                attempt().loss().orElse(null));
    }

    /** A close that the server did not send leaves open what became of the command. */
    @Override
    protected SshException cutOff() {
        return isLastAsked() ? outcomeUnknown("the connection was lost while the command ran") : super.cutOff();
    }

    @Override
    protected SshException unanswered(Duration most) {
        return isLastAsked()
                ? outcomeUnknown("the server did not say within " + most.toSeconds() + " s whether it runs the command")
                : super.unanswered(most);
    }

    private SshException outcomeUnknown(String detail) {
        return SshFailures.lost(
                SshReason.OUTCOME_UNKNOWN, detail, attempt(), attempt().loss().orElse(null));
    }
}
