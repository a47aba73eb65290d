package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.ArmEffect.ArmAnswer;
import io.arcconnect.testkit.internal.ArmEffect.ArmCut;
import io.arcconnect.testkit.internal.ArmEffect.ArmHeld;
import io.arcconnect.testkit.internal.ArmEffect.ArmReset;
import io.arcconnect.testkit.internal.FaultEffect;
import io.arcconnect.testkit.internal.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What goes wrong in calls of Azure Resource Manager. */
abstract sealed class ArmFaults permits OperationFaults {

    private static final String JSON = "application/json; charset=utf-8";

    ArmFaults() {}

    /**
     * A call gets an error in the shape of Azure Resource Manager.
     *
     * @param call which call
     * @param status of the answer
     * @param code {@code error.code}
     * @param message {@code error.message}
     * @return the fault
     */
    public static Fault arm(ArmCall call, int status, String code, String message) {
        return error("arm(" + status + ")", call, status, code, message, Map.of());
    }

    /**
     * A call gets 401 {@code InvalidAuthenticationToken}, whatever token it carries.
     *
     * @param call which call
     * @return the fault
     */
    public static Fault tokenRejected(ArmCall call) {
        String challenge = "Bearer authorization_uri=\"https://login.microsoftonline.com/\", error=\"invalid_token\","
                + " error_description=\"The access token is invalid.\"";
        return error(
                "tokenRejected",
                call,
                401,
                "InvalidAuthenticationToken",
                "The access token is invalid.",
                Map.of("WWW-Authenticate", challenge));
    }

    /**
     * A call gets 403 {@code AuthorizationFailed}, whatever the caller's roles are. {@link ArcEmulator#deny} names the action
     * that is missing.
     *
     * @param call which call
     * @return the fault
     */
    public static Fault forbidden(ArmCall call) {
        return error(
                "forbidden",
                call,
                403,
                "AuthorizationFailed",
                "The client does not have authorization to perform this action.",
                Map.of());
    }

    /**
     * A call gets 409 {@code Conflict}: something else is being done to the resource.
     *
     * @param call which call
     * @return the fault
     */
    public static Fault conflict(ArmCall call) {
        return error("conflict", call, 409, "Conflict", "Another operation is in progress.", Map.of());
    }

    /**
     * A call gets 410 {@code Gone}.
     *
     * @param call which call
     * @return the fault
     */
    public static Fault gone(ArmCall call) {
        return error("gone", call, 410, "Gone", "The resource is no longer available.", Map.of());
    }

    /**
     * A call gets 412 {@code PreconditionFailed}: for {@code listCredentials} that there is no service configuration
     * (protocol.md 2.3).
     *
     * @param call which call
     * @return the fault
     */
    public static Fault preconditionFailed(ArmCall call) {
        return error(
                "preconditionFailed",
                call,
                412,
                "PreconditionFailed",
                "There is no service configuration 'SSH' on the endpoint.",
                Map.of());
    }

    /**
     * A call gets 429 {@code TooManyRequests}.
     *
     * @param call which call
     * @param retryAfter sent in whole seconds
     * @return the fault
     */
    public static Fault throttled(ArmCall call, Duration retryAfter) {
        return error(
                "throttled",
                call,
                429,
                "TooManyRequests",
                "The request is being throttled.",
                Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /**
     * A call gets 500, 502, 503 or 504 in the shape of Azure Resource Manager, without {@code Retry-After}.
     *
     * @param call which call
     * @param status 500 to 599
     * @return the fault
     */
    public static Fault armError(ArmCall call, int status) {
        if (status < 500 || status > 599) {
            throw new IllegalArgumentException("an error of the server is 500 to 599, got " + status);
        }
        String code = switch (status) {
            case 502 -> "BadGateway";
            case 503 -> "ServiceUnavailable";
            case 504 -> "GatewayTimeout";
            default -> "InternalServerError";
        };
        return error("armError(" + status + ")", call, status, code, "The service failed.", Map.of());
    }

    /**
     * A call gets 503 {@code ServerBusy} with {@code Retry-After}.
     *
     * @param call which call
     * @param retryAfter sent in whole seconds
     * @return the fault
     */
    public static Fault serverBusy(ArmCall call, Duration retryAfter) {
        return error(
                "serverBusy",
                call,
                503,
                "ServerBusy",
                "The service is busy.",
                Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /**
     * A call gets a page, as from something in between.
     *
     * @param call which call
     * @param status of the answer
     * @return the fault
     */
    public static Fault html(ArmCall call, int status) {
        String page = "<html><head><title>" + status + "</title></head><body>This is not Azure.</body></html>";
        return arm("html(" + status + ")", "", new ArmAnswer(call, status, Map.of("Content-Type", "text/html"), page));
    }

    /**
     * A call gets any answer.
     *
     * @param call which call
     * @param status of the answer
     * @param headers of the answer
     * @param body of the answer
     * @return the fault
     */
    public static Fault answer(ArmCall call, int status, Map<String, String> headers, String body) {
        return arm("answer(" + status + ")", "", new ArmAnswer(call, status, Map.copyOf(headers), body));
    }

    /**
     * The connection of a call is reset instead of an answer.
     *
     * @param call which call
     * @return the fault
     */
    public static Fault armReset(ArmCall call) {
        return arm("armReset", "", new ArmReset(Objects.requireNonNull(call, "call")));
    }

    /**
     * A call gets no answer; the connection stays open.
     *
     * @param call which call
     * @return the fault
     */
    public static Fault armHeld(ArmCall call) {
        return arm("armHeld", "", new ArmHeld(Objects.requireNonNull(call, "call")));
    }

    /**
     * A call is carried out, and its connection is reset within the answer's body.
     *
     * @param call which call
     * @return the fault
     */
    public static Fault armCut(ArmCall call) {
        return arm("armCut", "", new ArmCut(Objects.requireNonNull(call, "call")));
    }

    private static Fault error(
            String name, ArmCall call, int status, String code, String message, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", JSON);
        String body =
                Json.write(Json.object("error", Json.object("code", code, "message", message, "details", List.of())));
        ArmAnswer answer = new ArmAnswer(Objects.requireNonNull(call, "call"), status, Map.copyOf(headers), body);
        return arm(name, "", answer);
    }

    private static Fault arm(String name, String detail, FaultEffect effect) {
        return Fault.of(name, detail, FaultPlace.ARM, effect);
    }
}
