package io.arcconnect.examples.matrix;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.examples.matrix.Place.Leg;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rows of credentials (protocol.md 2.2) and of the answers to a dial (protocol.md 3.3). */
final class DialTroubles {

    private static final Place DIAL = Place.of(Leg.DIAL);
    private static final Duration FAR = Duration.ofHours(4);

    /** Room for one pause of a second, and never for the next one, of two seconds. */
    private static final Duration BUDGET = Duration.ofMillis(2_950);

    private static final Duration ATTEMPT = Duration.ofSeconds(3);

    private DialTroubles() {}

    static List<Trouble> rows() {
        List<Trouble> rows = new ArrayList<>();
        credentials(rows);
        clocks(rows);
        waited(rows);
        refused(rows);
        held(rows);
        rows.add(Trouble.harmless(DIAL, Fault.duplicatedAccept()));
        rows.add(Trouble.harmless(DIAL, Fault.slowDial(Duration.ofMillis(300))));
        return rows;
    }

    private static void credentials(List<Trouble> rows) {
        Place list = Place.of(ArmCall.LIST_CREDENTIALS);
        rows.add(Trouble.fatal(list, ArcReason.ARM_UNEXPECTED_RESPONSE, Fault.credentialsWithoutToken()));
        rows.add(renewed(ArcReason.RELAY_TOKEN_EXPIRED, Fault.expiredAccessKey()));
        rows.add(renewed(ArcReason.RELAY_TOKEN_EXPIRED, Fault.forgedAccessKey()));
        rows.add(dial(ArcReason.RELAY_FORBIDDEN, Fault.accessKeyForOtherPath()));
        rows.add(dial(ArcReason.RELAY_FORBIDDEN, Fault.expiredServiceToken()));
    }

    private static void clocks(List<Trouble> rows) {
        rows.add(Trouble.harmless(Place.firstCall(), Fault.armClock(FAR)));
        rows.add(Trouble.harmless(Place.firstCall(), Fault.armClock(FAR.negated())));
        rows.add(renewed(ArcReason.RELAY_TOKEN_EXPIRED, Fault.relayClock(FAR)));
        rows.add(Trouble.harmless(DIAL, Fault.relayClock(FAR.negated())));
        rows.add(dial(ArcReason.RELAY_FORBIDDEN, Fault.machineClock(FAR)));
        rows.add(Trouble.harmless(DIAL, Fault.machineClock(FAR.negated())));
    }

    /** What passes: the same credentials are tried again. */
    private static void waited(List<Trouble> rows) {
        waited(rows, ArcReason.RELAY_LISTENER_NOT_FOUND, Fault.endpointDoesNotExist());
        waited(rows, ArcReason.RELAY_LISTENER_NOT_FOUND, Fault.noListeners());
        waited(rows, ArcReason.RELAY_HANDSHAKE_TIMED_OUT, Fault.relayTimeout());
        waited(rows, ArcReason.RELAY_UNAVAILABLE, Fault.relayError());
        waited(rows, ArcReason.RELAY_UNAVAILABLE, Fault.listenerFailed());
        waited(rows, ArcReason.RELAY_UNAVAILABLE, Fault.relayUnavailable());
        waited(rows, ArcReason.RELAY_HANDSHAKE_TIMED_OUT, Fault.gatewayTimeout());
        waited(rows, ArcReason.RELAY_UNAVAILABLE, Fault.dialReset());
        waited(rows, ArcReason.RELAY_UNAVAILABLE, Fault.dialHtml(502));
    }

    private static void waited(List<Trouble> rows, ErrorReason reason, Fault fault) {
        List<Trouble> both = Trouble.stubborn(DIAL, Tries.WAITED, reason, fault);
        rows.add(both.get(0));
        rows.add(both.get(1).with(builder -> builder.timing(timing -> timing.dialBudget(BUDGET, BUDGET))));
    }

    private static void held(List<Trouble> rows) {
        List<Trouble> both =
                Trouble.stubborn(DIAL, Tries.TIMED, ArcReason.RELAY_HANDSHAKE_TIMED_OUT, Fault.heldHandshake());
        rows.add(both.get(0).with(builder -> builder.timing(timing -> timing.dialAttemptTimeout(ATTEMPT))));
        rows.add(both.get(1)
                .with(builder -> builder.timing(
                        timing -> timing.dialAttemptTimeout(ATTEMPT).dialBudget(BUDGET, BUDGET))));
    }

    private static void refused(List<Trouble> rows) {
        rows.addAll(Trouble.stubborn(DIAL, Tries.RENEWED, ArcReason.RELAY_TOKEN_EXPIRED, Fault.tokenExpired()));
        Fault rejected = Fault.dial(400, "Rejected by user code");
        rows.addAll(Trouble.stubborn(DIAL, Tries.RENEWED, ArcReason.RELAY_AGENT_REJECTED, rejected).stream()
                .map(row -> row.where("the agent's word"))
                .toList());
        rows.add(dial(ArcReason.RELAY_FORBIDDEN, Fault.relayForbidden()));
        rows.add(dial(ArcReason.RELAY_FORBIDDEN, Fault.dial(401, "Ip has been prevented to connect."))
                .where("the address"));
        rows.add(dial(ArcReason.RELAY_TARGET_REFUSED, Fault.targetRefused(22)));
        rows.add(dial(ArcReason.RELAY_PROXY_INTERFERENCE, Fault.dial(400, "Bad Request"))
                .where("a proxy's word"));
        rows.add(dial(ArcReason.RELAY_PROXY_INTERFERENCE, Fault.relayThrottled()));
        rows.add(renewed(ArcReason.RELAY_AGENT_REJECTED, Fault.relayGone()));
        rows.add(dial(ArcReason.RELAY_PROXY_INTERFERENCE, Fault.dial(302, "Found")));
        rows.add(dial(ArcReason.RELAY_PROXY_INTERFERENCE, Fault.dial(407, "Proxy Authentication Required")));
        rows.add(dial(ArcReason.RELAY_PROXY_INTERFERENCE, Fault.dialHtml(200)));
        rows.add(dial(ArcReason.RELAY_PROXY_INTERFERENCE, Fault.dialHtml(403)));
        rows.add(dial(ArcReason.RELAY_PROXY_INTERFERENCE, Fault.wrongAccept()));
    }

    private static Trouble dial(ErrorReason reason, Fault fault) {
        return Trouble.fatal(DIAL, reason, fault);
    }

    private static Trouble renewed(ErrorReason reason, Fault fault) {
        return dial(reason, fault).trying(Tries.RENEWED);
    }
}
