package io.arcconnect.examples.matrix;

import io.arcconnect.error.ArcReason;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.Fault;
import io.arcconnect.testkit.LroStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rows of single calls: writes, where half of the work is done, advice, and operations under way (protocol.md 1.3). */
final class CallTroubles {

    private static final Duration DEADLINE = Duration.ofSeconds(4);

    private CallTroubles() {}

    static List<Trouble> rows() {
        List<Trouble> rows = new ArrayList<>();
        for (ArmCall call : List.of(ArmCall.PUT_ENDPOINT, ArmCall.PUT_SERVICE_CONFIGURATION, ArmCall.PUT_EXTENSION)) {
            writes(rows, call, Place.of(call));
        }
        looks(rows);
        for (LroStyle style : LroStyle.values()) {
            operations(rows, style);
        }
        return rows;
    }

    private static void writes(List<Trouble> rows, ArmCall call, Place place) {
        rows.add(Trouble.fatal(place, ArcReason.ARM_FORBIDDEN, Fault.forbidden(call)));
        rows.addAll(Trouble.stubborn(place, Tries.REPEATED, ArcReason.ARM_UNAVAILABLE, Fault.armError(call, 500)));
        rows.addAll(Trouble.stubborn(place, Tries.REPEATED, ArcReason.ARM_UNAVAILABLE, Fault.armReset(call)));
        Trouble.stubborn(place, Tries.REPEATED, ArcReason.ARM_UNAVAILABLE, Fault.armCut(call)).stream()
                .map(row -> row.on(machine -> machine.lroStyle(LroStyle.PROVISIONING_STATE)))
                .forEach(rows::add);
    }

    private static void looks(List<Trouble> rows) {
        ArmCall advice = ArmCall.GET_SERVICE_CONFIGURATION;
        rows.add(Trouble.fatal(Place.of(advice), ArcReason.ARM_FORBIDDEN, Fault.forbidden(advice)));
        rows.addAll(Trouble.stubborn(
                Place.of(advice), Tries.REPEATED, ArcReason.ARM_UNAVAILABLE, Fault.armError(advice, 500)));
        rows.add(Trouble.fatal(
                        Place.of(ArmCall.LIST_CREDENTIALS),
                        ArcReason.SERVICE_NOT_ENABLED,
                        Fault.arm(ArmCall.LIST_CREDENTIALS, 404, "ResourceNotFound", "There is no endpoint."))
                .where("the endpoint"));
        Trouble.stubborn(
                        Place.of(ArmCall.POLL),
                        Tries.LOOKED_AT,
                        ArcReason.ARM_UNAVAILABLE,
                        Fault.armError(ArmCall.POLL, 500))
                .forEach(row -> rows.add(row.thatLasts()));
    }

    /**
     * The emulator's operation goes on when it is looked at where it said. Whoever joins one that nobody looks at there any
     * more, waits until the deadline: hence these last.
     */
    private static void operations(List<Trouble> rows, LroStyle style) {
        Place put = Place.of(ArmCall.PUT_EXTENSION);
        boolean hasAddress = style != LroStyle.PROVISIONING_STATE;
        rows.add(in(style, Trouble.fatal(put, ArcReason.PROVISIONING_PENDING, Fault.operationStuck()))
                .with(builder -> builder.timing(
                        timing -> timing.provisioningDeadline(DEADLINE).pollInterval(Duration.ofMillis(50))))
                .thatLasts());
        rows.add(in(style, Trouble.fatal(put, ArcReason.PROVISIONING_EXTENSION_FAILED, Fault.operationFailed()))
                .thatLasts());
        rows.add(in(style, Trouble.fatal(put, ArcReason.PROVISIONING_CANCELED, Fault.operationCancelled())));
        if (hasAddress) {
            rows.add(in(style, Trouble.fatal(put, ArcReason.ARM_UNAVAILABLE, Fault.operationForgotten())));
            rows.add(in(style, Trouble.fatal(put, ArcReason.ARM_UNEXPECTED_RESPONSE, Fault.pollHostForeign()))
                    .thatLasts());
        }
    }

    private static Trouble in(LroStyle style, Trouble trouble) {
        return trouble.where("followed by " + style).on(machine -> machine.lroStyle(style));
    }
}
