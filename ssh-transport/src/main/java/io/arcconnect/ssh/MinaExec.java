package io.arcconnect.ssh;

import io.arcconnect.spi.ActionReport;
import java.time.Duration;
import java.util.List;

/** A session channel that runs one command (RFC 4254, section 6.5). */
final class MinaExec extends MinaProgram {

    MinaExec(String command, LoginAttempt attempt, ActionReport report) {
        super("to run the command", List.of(ChannelRequest.exec(command)), attempt, report);
    }

    /** A close that the server did not send leaves open what became of the command. */
    @Override
    SshException cutOff() {
        return SshFailures.lost(
                SshReason.OUTCOME_UNKNOWN,
                "the connection was lost while the command ran",
                attempt(),
                attempt().loss().orElse(null));
    }

    @Override
    SshException unanswered(Duration limit) {
        return SshFailures.lost(
                SshReason.OUTCOME_UNKNOWN,
                "the server did not say within " + limit.toSeconds() + " s whether it runs the command",
                attempt(),
                null);
    }
}
