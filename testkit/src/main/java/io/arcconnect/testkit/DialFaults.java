package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.DialEffect;
import io.arcconnect.testkit.internal.DialEffect.DialAnswer;
import io.arcconnect.testkit.internal.DialEffect.DialLate;
import io.arcconnect.testkit.internal.DialEffect.DialMishap;
import io.arcconnect.testkit.internal.DialEffect.DialPage;
import java.time.Duration;

/** What goes wrong with a dial, before its 101 (protocol.md 3.2, 3.3). */
abstract sealed class DialFaults extends CredentialFaults permits StreamFaults {

    DialFaults() {}

    /**
     * A dial gets any answer.
     *
     * @param status of the status line
     * @param reason of the status line; {@code {tracking}} becomes the relay's evidence
     * @return the fault
     */
    public static Fault dial(int status, String reason) {
        return answer("dial(" + status + ")", status, reason);
    }

    /** {@return a dial gets 404: the hybrid connection is not there yet (protocol.md 3.3)} */
    public static Fault endpointDoesNotExist() {
        return answer("endpointDoesNotExist", 404, "Endpoint does not exist. {tracking}");
    }

    /** {@return a dial gets 404: no agent is attached (protocol.md 3.3)} */
    public static Fault noListeners() {
        return answer("noListeners", 404, "There are no listeners connected for the endpoint. {tracking}");
    }

    /** {@return a dial gets 401: the access key has ended} */
    public static Fault tokenExpired() {
        return answer("tokenExpired", 401, "ExpiredToken: The token has expired. {tracking}");
    }

    /** {@return a dial gets 403: the access key lacks the right} */
    public static Fault relayForbidden() {
        return answer(
                "relayForbidden",
                403,
                "Unauthorized access. 'Send' claim is required to perform this operation. {tracking}");
    }

    /** {@return a dial gets 408: nobody answered in time} */
    public static Fault relayTimeout() {
        return answer("relayTimeout", 408, "Request Timeout");
    }

    /** {@return a dial gets 410: what it was meant for has gone} */
    public static Fault relayGone() {
        return answer("relayGone", 410, "Gone");
    }

    /** {@return a dial gets 429; whether the relay throttles senders is unknown (protocol.md 10)} */
    public static Fault relayThrottled() {
        return answer("relayThrottled", 429, "Too Many Requests");
    }

    /**
     * A dial gets 503 with the agent's text, as observed (protocol.md 3.3).
     *
     * @param port the one that nothing listens on
     * @return the fault
     */
    public static Fault targetRefused(int port) {
        return answer(
                "targetRefused",
                503,
                "connection to localhost:" + port + " failed: dial tcp [::1]:" + port
                        + ": connectex: No connection could be made because the target machine actively refused it.");
    }

    /** {@return a dial gets 500} */
    public static Fault relayError() {
        return answer("relayError", 500, "Internal Server Error");
    }

    /** {@return a dial gets 502 with the text of a listener's SDK (protocol.md 3.10)} */
    public static Fault listenerFailed() {
        return answer(
                "listenerFailed",
                502,
                "The Listener's custom AcceptHandler threw an exception. See Listener logs for details. {tracking}");
    }

    /** {@return a dial gets 503 without the agent's text} */
    public static Fault relayUnavailable() {
        return answer("relayUnavailable", 503, "Service Unavailable");
    }

    /** {@return a dial gets 504: the listener did not come to the rendezvous} */
    public static Fault gatewayTimeout() {
        return answer(
                "gatewayTimeout",
                504,
                "None of the connected listeners accepted the connections within the allowed timeout.");
    }

    /**
     * A dial gets a page, as from a proxy that lets no websocket through.
     *
     * @param status of the answer: 200 for a sign-in page, 403 or 502 for a refusal
     * @return the fault
     */
    public static Fault dialHtml(int status) {
        return of("dialHtml(" + status + ")", "", new DialPage(status));
    }

    /** {@return a dial gets 101 with a {@code Sec-WebSocket-Accept} of another key, as from a cache (RFC 6455 section 4.1)} */
    public static Fault wrongAccept() {
        return of("wrongAccept", "", DialMishap.WRONG_ACCEPT);
    }

    /**
     * The listener is told twice of a dial: a foreign one gets the same {@code accept} again, whose address works once; the
     * built-in agent connects to the port twice and lets go of one.
     *
     * @return the fault
     */
    public static Fault duplicatedAccept() {
        return of("duplicatedAccept", "", DialMishap.DUPLICATED);
    }

    /**
     * A dial is answered late.
     *
     * @param delay before anything is done about it
     * @return the fault
     */
    public static Fault slowDial(Duration delay) {
        return of("slowDial", "by " + delay, new DialLate(delay));
    }

    /** {@return a dial gets no answer; the connection stays open} */
    public static Fault heldHandshake() {
        return of("heldHandshake", "", DialMishap.HELD);
    }

    /** {@return a dial's connection is reset instead of an answer} */
    public static Fault dialReset() {
        return of("dialReset", "", DialMishap.RESET);
    }

    private static Fault answer(String name, int status, String reason) {
        return of(name, "", new DialAnswer(status, reason));
    }

    private static Fault of(String name, String detail, DialEffect effect) {
        return Fault.of(name, detail, FaultPlace.DIAL, effect);
    }
}
