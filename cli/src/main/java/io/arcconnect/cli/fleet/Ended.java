package io.arcconnect.cli.fleet;

import io.arcconnect.Outcome;
import io.arcconnect.cli.run.Remedies;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.SshException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a machine.
 *
 * @param machine which
 * @param status in one word
 * @param result what the command left behind, whole or not; empty when it did not begin
 * @param failure what went wrong
 * @param took how long
 */
record Ended(
        MachineId machine, Status status, Optional<ExecResult> result, Optional<Throwable> failure, Duration took) {

    /** In one word. */
    enum Status {
        /** The command ended with status 0. */
        DONE,
        /** It ended with another, or not at all, or was not begun. */
        FAILED,
        /** It was not begun, because others had failed. */
        SKIPPED,
        /** It was told to end, because whoever waited for it did not want it any more. */
        CANCELLED
    }

    static Ended of(Outcome<ExecResult> outcome) {
        Optional<ExecResult> result = outcome.value()
                .or(() -> outcome.failure()
                        .filter(SshException.class::isInstance)
                        .flatMap(error -> ((SshException) error).result()));
        return new Ended(
                outcome.machine(), Status.valueOf(outcome.status().name()), result, outcome.failure(), outcome.took());
    }

    static Ended skipped(MachineId machine) {
        return new Ended(machine, Status.SKIPPED, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    static Ended cancelled(MachineId machine, Duration took) {
        return new Ended(machine, Status.CANCELLED, Optional.empty(), Optional.empty(), took);
    }

    private Optional<ArcConnectException> known() {
        return failure.filter(ArcConnectException.class::isInstance).map(ArcConnectException.class::cast);
    }

    /** {@return the code of what went wrong, or where it is none of ours the name of its class} */
    Optional<String> reason() {
        return failure.map(error -> known().map(ours -> ours.reason().code())
                .orElseGet(() -> error.getClass().getSimpleName()));
    }

    /** {@return what happened, without code, machine and remedy} */
    Optional<String> detail() {
        return failure.map(error ->
                known().map(ours -> ours.failure().detail()).orElseGet(() -> String.valueOf(error.getMessage())));
    }

    /** {@return what to do, in the words of the command line} */
    Optional<String> remedy() {
        return known().map(ours -> ours.reason() == ArcReason.SERVICE_NOT_ENABLED
                ? "Set it up, once for each machine, as Owner or Contributor: arcconnect provision --resource-id ID."
                : Remedies.of(ours.reason()));
    }

    /** {@return a line of {@code --output json}} */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "machine");
        json.put("id", machine.resourceId());
        json.put("name", machine.name());
        json.put("status", status.name().toLowerCase(Locale.ROOT));
        json.put("millis", took.toMillis());
        result.ifPresent(left -> {
            left.exitStatus().ifPresent(exit -> json.put("exitStatus", exit));
            json.put("signal", left.signal());
            json.put("stdout", left.stdout());
            json.put("stderr", left.stderr());
            if (left.isTruncated()) {
                json.put("truncated", true);
                json.put("stdoutBytes", left.stdoutLength());
                json.put("stderrBytes", left.stderrLength());
            }
        });
        json.put("reason", reason());
        json.put("message", detail());
        json.put("transient", known().map(ours -> ours.reason().isTransient()));
        json.put("remedy", remedy());
        return json;
    }
}
