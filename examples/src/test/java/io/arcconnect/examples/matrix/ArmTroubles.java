package io.arcconnect.examples.matrix;

import static io.arcconnect.testkit.ArmCall.ANY;

import com.azure.core.http.policy.FixedDelay;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of Azure Resource Manager (protocol.md 2.7). */
final class ArmTroubles {

    private static final Place FIRST = Place.firstCall();

    private ArmTroubles() {}

    static List<Trouble> rows() {
        List<Trouble> rows = new ArrayList<>();
        passing(rows);
        refusals(rows);
        noAnswers(rows);
        return rows;
    }

    /** What is asked again. */
    private static void passing(List<Trouble> rows) {
        rows.addAll(stubborn(Tries.RENEWED, ArcReason.ARM_UNAUTHENTICATED, Fault.tokenRejected(ANY)));
        rows.addAll(stubborn(Tries.REPEATED, ArcReason.ARM_THROTTLED, Fault.throttled(ANY, Duration.ZERO)));
        rows.addAll(stubborn(Tries.REPEATED, ArcReason.ARM_UNAVAILABLE, Fault.serverBusy(ANY, Duration.ZERO)));
        for (int status : new int[] {500, 502, 503, 504}) {
            rows.addAll(stubborn(Tries.REPEATED, ArcReason.ARM_UNAVAILABLE, Fault.armError(ANY, status)));
        }
        rows.addAll(stubborn(Tries.REPEATED, ArcReason.ARM_UNAVAILABLE, Fault.html(ANY, 502)));
        rows.addAll(stubborn(Tries.REPEATED, ArcReason.ARM_UNAVAILABLE, arm(408, "RequestTimeout")));
    }

    /** What is not asked again. */
    private static void refusals(List<Trouble> rows) {
        rows.add(fatal(ArcReason.ARM_THROTTLED, Fault.throttled(ANY, Duration.ofHours(1)))
                .where("for an hour")
                .with(builder -> builder.retryPolicy(new RetryPolicy(new FixedDelay(0, Duration.ofMillis(1)))))
                .thatLasts());
        rows.add(fatal(ArcReason.ARM_FORBIDDEN, Fault.forbidden(ANY)));
        rows.add(coded(403, "RequestDisallowedByPolicy", ArcReason.ARM_POLICY_DENIED));
        rows.add(coded(409, "ScopeLocked", ArcReason.ARM_POLICY_DENIED));
        rows.add(fatal(ArcReason.ARM_CONFLICT, Fault.conflict(ANY)));
        rows.add(coded(400, "InvalidRequestContent", ArcReason.ARM_UNEXPECTED_RESPONSE));
        rows.add(coded(404, "ResourceNotFound", ArcReason.ARM_MACHINE_NOT_FOUND));
        rows.add(coded(404, "NoRegisteredProviderFound", ArcReason.ARM_PROVIDER_NOT_REGISTERED));
        rows.add(coded(409, "MissingSubscriptionRegistration", ArcReason.ARM_PROVIDER_NOT_REGISTERED));
        rows.add(fatal(ArcReason.ARM_UNEXPECTED_RESPONSE, Fault.gone(ANY)));
        rows.add(Trouble.fatal(FIRST, ArmTroubles::preconditionFailed, Fault.preconditionFailed(ANY)));
        rows.add(fatal(ArcReason.ARM_UNEXPECTED_RESPONSE, Fault.html(ANY, 404)));
        rows.add(fatal(ArcReason.ARM_UNEXPECTED_RESPONSE, Fault.html(ANY, 200)));
        rows.add(fatal(ArcReason.ARM_UNEXPECTED_RESPONSE, Fault.answer(ANY, 200, Map.of(), ""))
                .where("empty"));
        rows.add(fatal(
                        ArcReason.ARM_UNEXPECTED_RESPONSE,
                        Fault.answer(ANY, 200, Map.of("Content-Type", "application/json"), "{\"value\":"))
                .where("half"));
    }

    private static void noAnswers(List<Trouble> rows) {
        rows.addAll(stubborn(Tries.REPEATED, ArcReason.ARM_UNAVAILABLE, Fault.armReset(ANY)));
        rows.addAll(stubborn(Tries.REPEATED, ArcReason.ARM_UNAVAILABLE, Fault.armCut(ANY)));
        Configuration impatient = new ConfigurationBuilder()
                .putProperty(Configuration.PROPERTY_AZURE_REQUEST_RESPONSE_TIMEOUT, "1500")
                .build();
        stubborn(Tries.TIMED, ArcReason.ARM_UNAVAILABLE, Fault.armHeld(ANY)).stream()
                .map(row -> row.with(builder -> builder.configuration(impatient)))
                .forEach(rows::add);
    }

    /** Only listing credentials knows a 412 (protocol.md 2.3). */
    private static ErrorReason preconditionFailed(Operation operation) {
        return operation.meant(FIRST) == ArmCall.LIST_CREDENTIALS
                ? ArcReason.SERVICE_NOT_ENABLED
                : ArcReason.ARM_UNEXPECTED_RESPONSE;
    }

    private static List<Trouble> stubborn(Tries tries, ErrorReason reason, Fault fault) {
        return Trouble.stubborn(FIRST, tries, reason, fault);
    }

    private static Trouble fatal(ErrorReason reason, Fault fault) {
        return Trouble.fatal(FIRST, reason, fault);
    }

    private static Trouble coded(int status, String code, ErrorReason reason) {
        return fatal(reason, arm(status, code)).where(code);
    }

    private static Fault arm(int status, String code) {
        return Fault.arm(ANY, status, code, "Said by the matrix.");
    }
}
