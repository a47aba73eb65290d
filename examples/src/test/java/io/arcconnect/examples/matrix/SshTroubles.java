package io.arcconnect.examples.matrix;

import io.arcconnect.error.ErrorReason;
import io.arcconnect.examples.matrix.Place.Leg;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.testkit.Fault;
import io.arcconnect.testkit.SshPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of the machine's SSH server. */
final class SshTroubles {

    private static final int FLOOD = 256 * 1024;
    private static final Place SERVER = Place.of(Leg.SERVER);
    private static final Place SESSION = Place.of(Leg.SESSION);
    private static final Place CHANNEL = Place.of(Leg.CHANNEL);
    private static final Place PROGRAM = Place.of(Leg.PROGRAM);
    private static final Place WORK = Place.of(Leg.SSH_WORK);
    private static final Place FILES = Place.of(Leg.FILES);

    private SshTroubles() {}

    static List<Trouble> rows() {
        List<Trouble> rows = new ArrayList<>();
        greetings(rows);
        logins(rows);
        channels(rows);
        work(rows);
        files(rows);
        return rows;
    }

    private static void greetings(List<Trouble> rows) {
        rows.add(fatal(SERVER, SshReason.TIMED_OUT, Fault.silentServer()));
        rows.add(fatal(SERVER, SshReason.TIMED_OUT, Fault.garbageBanner()));
        rows.add(fatal(SERVER, SshReason.NEGOTIATION_FAILED, Fault.bannerFlood(FLOOD)));
        rows.add(Trouble.harmless(SESSION, Fault.loginBannerFlood(FLOOD)));
        rows.add(fatal(SESSION, SshReason.HOST_KEY_CHANGED, Fault.changedHostKey())
                .afterOneRun());
    }

    private static void logins(List<Trouble> rows) {
        rows.add(fatal(SESSION, SshReason.TIMED_OUT, Fault.sshHangs(SshPhase.KEX)));
        rows.add(fatal(SESSION, SshReason.TIMED_OUT, Fault.sshHangs(SshPhase.LOGIN)));
        rows.add(fatal(SESSION, SshReason.NEGOTIATION_FAILED, Fault.sshDisconnects(SshPhase.KEX)));
        rows.add(fatal(SESSION, SshReason.AUTH_FAILED, Fault.sshDisconnects(SshPhase.LOGIN)));
        rows.add(fatal(SESSION, SshReason.NEGOTIATION_FAILED, Fault.sshdKilled(SshPhase.KEX)));
        rows.add(fatal(SESSION, SshReason.NEGOTIATION_FAILED, Fault.sshdKilled(SshPhase.LOGIN)));
        rows.add(fatal(SESSION, SshReason.AUTH_FAILED, Fault.loginRefused()));
    }

    private static void channels(List<Trouble> rows) {
        rows.add(fatal(CHANNEL, SshReason.SESSION_LOST, Fault.sshHangs(SshPhase.CHANNEL)));
        rows.add(fatal(CHANNEL, SshReason.SESSION_LOST, Fault.sshDisconnects(SshPhase.CHANNEL)));
        rows.add(fatal(CHANNEL, SshReason.SESSION_LOST, Fault.sshdKilled(SshPhase.CHANNEL)));
        rows.add(refused(CHANNEL, Fault.channelRefused()));
        rows.add(asked(Fault.sshHangs(SshPhase.REQUEST)));
        rows.add(asked(Fault.sshDisconnects(SshPhase.REQUEST)));
        rows.add(asked(Fault.sshdKilled(SshPhase.REQUEST)));
        rows.add(refused(PROGRAM, Fault.requestRefused()));
    }

    private static void work(List<Trouble> rows) {
        rows.add(fatal(WORK, SshReason.SESSION_LOST, Fault.sshdKilledAfter(Work.MIDDLE)));
        rows.add(fatal(WORK, SshReason.SESSION_LOST, Fault.sshStalls(Work.MIDDLE)));
        rows.add(fatal(WORK, SshReason.SESSION_LOST, Fault.sshCorrupted(Work.MIDDLE)));
        rows.add(fatal(Place.of(Leg.COMMAND), SshReason.OUTCOME_UNKNOWN, Fault.sshdKilledMidCommand()));
        rows.add(fatal(Place.of(Leg.COMMAND), SshReason.EXIT_STATUS, Fault.exitStatusLost()));
        rows.add(Trouble.harmless(SESSION, Fault.rekeyAfter(4_096)));
        rows.add(Trouble.depending(CHANNEL, SshTroubles::windowClosed, Fault.windowNeverOpened()));
    }

    private static void files(List<Trouble> rows) {
        rows.add(fatal(FILES, SftpReason.PERMISSION_DENIED, Fault.sftpFails(3, 0)));
        rows.add(fatal(FILES, SftpReason.FAILED, Fault.sftpFails(4, 0)));
        rows.add(fatal(FILES, SftpReason.TIMED_OUT, Fault.sftpHangs(Work.MIDDLE))
                .transferringBy(sftp -> sftp.responseTimeout(Duration.ofSeconds(10))));
        rows.add(fatal(FILES, SftpReason.CONNECTION_LOST, Fault.sftpEnds(Work.MIDDLE)));
        rows.add(Trouble.harmless(FILES, Fault.sftpShortReads()));
        rows.add(fatal(FILES, SftpReason.PROTOCOL_VIOLATION, Fault.sftpWrongIds()));
        rows.add(fatal(FILES, SftpReason.PROTOCOL_VIOLATION, Fault.sftpRepliesTwice()));
        rows.add(fatal(FILES, SftpReason.PROTOCOL_VIOLATION, Fault.sftpOversized()));
    }

    /** What was asked for, may have begun, unless that is the server of SFTP. */
    private static Trouble asked(Fault fault) {
        return Trouble.fatal(
                        PROGRAM,
                        operation -> operation.meets(FILES) ? SshReason.SESSION_LOST : SshReason.OUTCOME_UNKNOWN,
                        fault)
                .loggingIn(SshTroubles::watchful);
    }

    /** SFTP begins with a word of ours. */
    private static Optional<ErrorReason> windowClosed(Operation operation) {
        return operation.meets(FILES) ? Optional.of(SftpReason.UNAVAILABLE) : Optional.empty();
    }

    private static Trouble refused(Place place, Fault fault) {
        return Trouble.fatal(
                place, operation -> operation.meets(FILES) ? SftpReason.UNAVAILABLE : SshReason.CHANNEL_REFUSED, fault);
    }

    private static Trouble fatal(Place place, ErrorReason reason, Fault fault) {
        return Trouble.fatal(place, reason, fault).loggingIn(SshTroubles::watchful);
    }

    private static Ssh watchful(Ssh ssh) {
        return ssh.loginTimeout(Duration.ofSeconds(3)).keepAlive(Duration.ofMillis(800), 3);
    }
}
