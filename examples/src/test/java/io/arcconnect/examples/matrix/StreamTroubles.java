package io.arcconnect.examples.matrix;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.examples.matrix.Place.Leg;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.testkit.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rows of an open connection (protocol.md 3.5 and 3.6). */
final class StreamTroubles {

    private static final Place GREETING = Place.of(Leg.GREETING);
    private static final Place LOGIN = Place.of(Leg.LOGIN);
    private static final Place WORK = Place.of(Leg.WORK);

    private StreamTroubles() {}

    static List<Trouble> rows() {
        List<Trouble> rows = new ArrayList<>();
        ends(rows);
        rows.addAll(silent(Fault.blackHole(Work.BEGINNING), Fault.blackHole(Work.MIDDLE)));
        rows.addAll(silent(Fault.mute(Work.BEGINNING), Fault.mute(Work.MIDDLE)));
        rows.addAll(silent(Fault.halfOpen(Work.BEGINNING), Fault.halfOpen(Work.MIDDLE)));
        for (Fault shape : List.of(
                Fault.oneByteFrames(),
                Fault.longLengths(),
                Fault.fragments(),
                Fault.pings(),
                Fault.slowReader(65_536))) {
            rows.add(Trouble.harmless(GREETING, shape));
        }
        rows.add(Trouble.fatal(GREETING, ArcReason.RELAY_PROTOCOL_VIOLATION, Fault.maskedFrames()));
        return rows;
    }

    /** At three moments: before the first byte, in the login, in the work. */
    private static void ends(List<Trouble> rows) {
        ErrorReason lost = ArcReason.RELAY_CONNECTION_LOST;
        for (int code : new int[] {1001, 1008, 1011}) {
            ErrorReason reason = code == 1008 ? ArcReason.RELAY_TOKEN_EXPIRED : lost;
            rows.add(Trouble.fatal(GREETING, reason, Fault.close(code, 0)));
            rows.add(Trouble.fatal(LOGIN, reason, Fault.close(code, Work.BEGINNING)));
            rows.add(Trouble.fatal(WORK, reason, Fault.close(code, Work.MIDDLE)));
        }
        rows.add(Trouble.fatal(GREETING, lost, Fault.reset(0)));
        rows.add(Trouble.fatal(LOGIN, lost, Fault.reset(Work.BEGINNING)));
        rows.add(Trouble.fatal(WORK, lost, Fault.reset(Work.MIDDLE)));
    }

    /** Nobody says anything: the login has a limit, and a session asks whether anybody is there. */
    private static List<Trouble> silent(Fault early, Fault late) {
        return List.of(
                Trouble.fatal(LOGIN, SshReason.TIMED_OUT, early)
                        .loggingIn(ssh -> ssh.loginTimeout(Duration.ofSeconds(3))),
                Trouble.fatal(WORK, SshReason.SESSION_LOST, late).loggingIn(StreamTroubles::watchful));
    }

    private static Ssh watchful(Ssh ssh) {
        return ssh.keepAlive(Duration.ofMillis(800), 3);
    }
}
