package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.FaultEffect;
import io.arcconnect.testkit.internal.FaultEffect.ArmAnswer;
import io.arcconnect.testkit.internal.FaultEffect.ArmReset;
import io.arcconnect.testkit.internal.FaultEffect.CredentialFlaw;
import io.arcconnect.testkit.internal.FaultEffect.DialAnswer;
import io.arcconnect.testkit.internal.FaultEffect.DialHeld;
import io.arcconnect.testkit.internal.FaultEffect.DialReset;
import io.arcconnect.testkit.internal.FaultEffect.Ended;
import io.arcconnect.testkit.internal.FaultEffect.Shape;
import io.arcconnect.testkit.internal.FaultEffect.Shaped;
import io.arcconnect.testkit.internal.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Something that goes wrong. A value: it does nothing until it is armed with {@link RunningMachine#faults} or
 * {@link ArcEmulator#faults}. Once armed it strikes every time until it is cleared, or as often as {@link #times} says.
 */
public final class Fault {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=utf-8");

    private final FaultEffect effect;
    private final int count;
    private final double probability;

    private Fault(FaultEffect effect, int count, double probability) {
        this.effect = effect;
        this.count = count;
        this.probability = probability;
    }

    private static Fault of(FaultEffect effect) {
        return new Fault(effect, Integer.MAX_VALUE, 1);
    }

    /**
     * Limits how often it strikes.
     *
     * @param count 1 or more
     * @return another fault
     */
    public Fault times(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("times must be 1 or more, got " + count);
        }
        return new Fault(effect, count, probability);
    }

    /**
     * Lets chance decide, each time it could strike. Chance comes from the emulator's seed, see
     * {@link ArcEmulatorBuilder#seed}; {@link #times} counts the strikes.
     *
     * @param probability more than 0, at most 1
     * @return another fault
     */
    public Fault sometimes(double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be above 0 and at most 1, got " + probability);
        }
        return new Fault(effect, count, probability);
    }

    /** {@return a fault that strikes once} */
    public Fault once() {
        return times(1);
    }

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
        String body =
                Json.write(Json.object("error", Json.object("code", code, "message", message, "details", List.of())));
        return of(new ArmAnswer(Objects.requireNonNull(call, "call"), status, JSON, body));
    }

    /**
     * A call gets 429 {@code TooManyRequests}.
     *
     * @param call which call
     * @param retryAfter sent in whole seconds
     * @return the fault
     */
    public static Fault throttled(ArmCall call, Duration retryAfter) {
        String body = Json.write(Json.object(
                "error", Json.object("code", "TooManyRequests", "message", "The request is being throttled.")));
        return of(new ArmAnswer(
                call,
                429,
                Map.of(
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "Retry-After",
                        Long.toString(retryAfter.toSeconds())),
                body));
    }

    /**
     * A call gets a page, as from something in between.
     *
     * @param call which call
     * @param status of the answer
     * @return the fault
     */
    public static Fault html(ArmCall call, int status) {
        return of(new ArmAnswer(
                call,
                status,
                Map.of("Content-Type", "text/html"),
                "<html><head><title>" + status + "</title></head><body>This is not Azure.</body></html>"));
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
        return of(new ArmAnswer(call, status, Map.copyOf(headers), body));
    }

    /**
     * The connection of a call is reset instead of an answer.
     *
     * @param call which call
     * @return the fault
     */
    public static Fault armReset(ArmCall call) {
        return of(new ArmReset(Objects.requireNonNull(call, "call")));
    }

    /** {@return credentials come without {@code serviceConfigurationToken}} */
    public static Fault credentialsWithoutToken() {
        return of(CredentialFlaw.WITHOUT_TOKEN);
    }

    /** {@return the access key has ended when it is issued; {@code expiresOn} does not say so} */
    public static Fault expiredAccessKey() {
        return of(CredentialFlaw.EXPIRED);
    }

    /** {@return the access key is signed with a wrong key} */
    public static Fault forgedAccessKey() {
        return of(CredentialFlaw.FORGED);
    }

    /** {@return the access key opens another path} */
    public static Fault accessKeyForOtherPath() {
        return of(CredentialFlaw.OTHER_PATH);
    }

    /**
     * A dial gets any answer.
     *
     * @param status of the status line
     * @param reason of the status line; {@code {tracking}} becomes the relay's evidence
     * @return the fault
     */
    public static Fault dial(int status, String reason) {
        return of(new DialAnswer(status, reason));
    }

    /** {@return a dial gets 404: the hybrid connection is not there yet (protocol.md 3.3)} */
    public static Fault endpointDoesNotExist() {
        return dial(404, "Endpoint does not exist. {tracking}");
    }

    /** {@return a dial gets 404: no agent is attached (protocol.md 3.3)} */
    public static Fault noListeners() {
        return dial(404, "There are no listeners connected for the endpoint. {tracking}");
    }

    /** {@return a dial gets 401: the access key has ended} */
    public static Fault tokenExpired() {
        return dial(401, "ExpiredToken: The token has expired. {tracking}");
    }

    /** {@return a dial gets 403: the access key lacks the right} */
    public static Fault relayForbidden() {
        return dial(403, "Unauthorized access. 'Send' claim is required to perform this operation. {tracking}");
    }

    /**
     * A dial gets 503 with the agent's text, as observed (protocol.md 3.3).
     *
     * @param port the one that nothing listens on
     * @return the fault
     */
    public static Fault targetRefused(int port) {
        return dial(
                503,
                "connection to localhost:" + port + " failed: dial tcp [::1]:" + port
                        + ": connectex: No connection could be made because the target machine actively refused it.");
    }

    /** {@return a dial gets 500} */
    public static Fault relayError() {
        return dial(500, "Internal Server Error");
    }

    /** {@return a dial gets 504: the listener did not come to the rendezvous} */
    public static Fault gatewayTimeout() {
        return dial(504, "None of the connected listeners accepted the connections within the allowed timeout.");
    }

    /** {@return a dial gets no answer; the connection stays open} */
    public static Fault heldHandshake() {
        return of(new DialHeld());
    }

    /** {@return a dial's connection is reset instead of an answer} */
    public static Fault dialReset() {
        return of(new DialReset());
    }

    /**
     * An open connection gets a close frame: 1001, 1008, 1011, … (protocol.md 3.6).
     *
     * @param code of the frame
     * @param afterBytes payload bytes that pass first, both directions together; 0 is right after the 101
     * @return the fault
     */
    public static Fault close(int code, long afterBytes) {
        if (code < 1000) {
            throw new IllegalArgumentException("close codes start at 1000, got " + code);
        }
        return of(new Ended(code, afterBytes));
    }

    /**
     * An open connection is reset.
     *
     * @param afterBytes payload bytes that pass first, both directions together
     * @return the fault
     */
    public static Fault reset(long afterBytes) {
        return of(new Ended(0, afterBytes));
    }

    /** {@return frames to the sender hold one byte each} */
    public static Fault oneByteFrames() {
        return of(Shape.ONE_BYTE_FRAMES);
    }

    /** {@return frames to the sender write their length in 64 bits} */
    public static Fault longLengths() {
        return of(Shape.LONG_LENGTHS);
    }

    /** {@return messages to the sender come in three fragments with a ping in between} */
    public static Fault fragments() {
        return of(Shape.FRAGMENTS);
    }

    /** {@return frames to the sender are text frames; only for payload that is valid UTF-8} */
    public static Fault textFrames() {
        return of(Shape.TEXT_FRAMES);
    }

    /** {@return frames to the sender are masked, which breaks RFC 6455 section 5.1} */
    public static Fault maskedFrames() {
        return of(Shape.MASKED);
    }

    /** {@return the relay pings the sender every 20 ms, with or without traffic} */
    public static Fault pings() {
        return of(Shape.PINGS);
    }

    /**
     * Nothing arrives and nothing is answered any more, in neither direction, and the connection stays open.
     *
     * @param afterBytes payload bytes that pass first, both directions together
     * @return the fault
     */
    public static Fault blackHole(long afterBytes) {
        return of(new Shaped(Shape.BLACK_HOLE, afterBytes));
    }

    FaultEffect effect() {
        return effect;
    }

    int count() {
        return count;
    }

    double probability() {
        return probability;
    }
}
