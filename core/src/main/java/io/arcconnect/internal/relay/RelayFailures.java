package io.arcconnect.internal.relay;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.internal.net.ProxyFailure;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the relay's answers, close codes and the network's errors mean (protocol.md 3.3 and 3.6). */
final class RelayFailures {

    private static final Pattern TRACKING = Pattern.compile("TrackingId:\\s*([A-Za-z0-9_\\-]{1,80})");

    private RelayFailures() {}

    /** As below, without a page. */
    static Failure ofAnswer(int status, String reasonPhrase) {
        return ofAnswer(status, reasonPhrase, false);
    }

    /**
     * Classifies the answer to a dial. The text is in the reason phrase of the status line.
     *
     * @param status anything but 101
     * @param reasonPhrase as received
     * @param isPage whether HTML comes with it
     */
    static Failure ofAnswer(int status, String reasonPhrase, boolean isPage) {
        String text = withoutTracking(reasonPhrase);
        Matcher tracking = TRACKING.matcher(reasonPhrase);
        ArcReason reason = isPage && status == 403 && isStandardText(status, text.toLowerCase(Locale.ROOT))
                ? ArcReason.RELAY_PROXY_INTERFERENCE
                : reasonOf(status, text.toLowerCase(Locale.ROOT));
        return Failure.of(reason, Stage.DIAL, describe(reason, status, text))
                .with("http", status)
                .with("trackingId", tracking.find() ? tracking.group(1) : null);
    }

    /** No pattern: one that may begin with blanks takes minutes for a phrase of nothing else. */
    private static String withoutTracking(String reasonPhrase) {
        int tracking = reasonPhrase.indexOf("TrackingId:");
        if (tracking < 0) {
            return reasonPhrase.strip();
        }
        String text = reasonPhrase.substring(0, tracking).strip();
        return text.endsWith(".") || text.endsWith(",")
                ? text.substring(0, text.length() - 1).strip()
                : text;
    }

    private static ArcReason reasonOf(int status, String text) {
        return switch (status) {
            case 404 ->
                text.contains("endpoint does not exist") || text.contains("no listeners connected")
                        ? ArcReason.RELAY_LISTENER_NOT_FOUND
                        : text.isEmpty() || text.equals("not found")
                                ? ArcReason.RELAY_PROXY_INTERFERENCE
                                : ArcReason.RELAY_AGENT_REJECTED;
            case 401 ->
                text.contains("ip has been prevented") ? ArcReason.RELAY_FORBIDDEN : ArcReason.RELAY_TOKEN_EXPIRED;
            case 403 ->
                text.isEmpty() || isAboutToken(text) ? ArcReason.RELAY_FORBIDDEN : ArcReason.RELAY_AGENT_REJECTED;
            case 503 ->
                text.startsWith("connection to localhost:")
                        ? ArcReason.RELAY_TARGET_REFUSED
                        : ArcReason.RELAY_UNAVAILABLE;
            case 408, 504 -> ArcReason.RELAY_HANDSHAKE_TIMED_OUT;
            case 500, 502 -> ArcReason.RELAY_UNAVAILABLE;
            case 407, 511 -> ArcReason.RELAY_PROXY_INTERFERENCE;
            default ->
                status >= 400 && !text.isEmpty() && !isStandardText(status, text)
                        ? ArcReason.RELAY_AGENT_REJECTED
                        : ArcReason.RELAY_PROXY_INTERFERENCE;
        };
    }

    private static boolean isAboutToken(String text) {
        return text.contains("claim") || text.contains("token") || text.contains("forbidden") || text.contains("send");
    }

    private static boolean isStandardText(int status, String text) {
        return switch (status) {
            case 400 -> text.equals("bad request");
            case 403 -> text.isEmpty() || text.equals("forbidden");
            case 405 -> text.equals("method not allowed");
            case 426 -> text.equals("upgrade required");
            case 429 -> true;
            default -> false;
        };
    }

    private static String describe(ArcReason reason, int status, String text) {
        String said = text.isEmpty() ? "" : ": " + text;
        return switch (reason) {
            case RELAY_LISTENER_NOT_FOUND -> "no agent is listening (HTTP " + status + said + ")";
            case RELAY_TARGET_REFUSED -> "nothing listens on the machine's port (HTTP " + status + said + ")";
            case RELAY_AGENT_REJECTED -> "the agent rejected the connection (HTTP " + status + said + ")";
            case RELAY_TOKEN_EXPIRED -> "the relay refused the credentials (HTTP " + status + said + ")";
            case RELAY_FORBIDDEN -> "the relay forbids the connection (HTTP " + status + said + ")";
            case RELAY_HANDSHAKE_TIMED_OUT -> "the agent did not answer the relay in time (HTTP " + status + said + ")";
            case RELAY_UNAVAILABLE -> "the relay has a problem (HTTP " + status + said + ")";
            default -> "the answer does not come from a relay (HTTP " + status + said + ")";
        };
    }

    /** Classifies what the network threw during a dial. */
    static Failure ofDialError(String host, Throwable error) {
        Optional<ProxyFailure> proxy = ProxyFailure.in(error);
        if (proxy.isPresent()) {
            return proxy.get().failure(Stage.DIAL, "dialing " + host + ": ", ArcReason.RELAY_UNREACHABLE);
        }
        if (has(error, SSLException.class) && !has(error, ClosedChannelException.class)) {
            return Failure.of(
                            ArcReason.RELAY_PROXY_INTERFERENCE,
                            Stage.DIAL,
                            "TLS with " + host + " failed: " + deepest(error))
                    .causedBy(error);
        }
        if (has(error, UnknownHostException.class)) {
            return Failure.of(ArcReason.RELAY_UNREACHABLE, Stage.DIAL, "the name " + host + " does not resolve")
                    .causedBy(error);
        }
        if (has(error, SocketException.class)) {
            return Failure.of(ArcReason.RELAY_UNREACHABLE, Stage.DIAL, host + ": " + deepest(error))
                    .causedBy(error);
        }
        return Failure.of(
                        ArcReason.RELAY_UNAVAILABLE,
                        Stage.DIAL,
                        "the dial to " + host + " broke off: " + deepest(error))
                .causedBy(error);
    }

    /**
     * Classifies a close frame.
     *
     * @param code 1005 when the frame had none
     * @return why the connection is lost, or {@code null} when this is an orderly end
     */
    static @Nullable Failure ofClose(int code, String text) {
        String said = text.isEmpty() ? "" : " (" + text + ")";
        return switch (code) {
            case 1000, 1005 -> null;
            case 1001 -> lost("the agent or the hybrid connection went away" + said, code);
            case 1008 ->
                Failure.of(
                                ArcReason.RELAY_TOKEN_EXPIRED,
                                Stage.DIAL,
                                "the relay ended the connection, its token expired" + said)
                        .with("closeCode", code);
            case 1011 -> lost("the relay ended the connection with an error of its own" + said, code);
            default -> lost("the relay ended the connection" + said, code);
        };
    }

    /** The connection is gone without a farewell: code 1006 as RFC 6455 has it. */
    static Failure ofDrop(@Nullable Throwable cause) {
        return lost(
                        cause == null ? "the connection was dropped" : "the connection was dropped: " + deepest(cause),
                        1006)
                .causedBy(cause);
    }

    private static Failure lost(String detail, int code) {
        return Failure.of(ArcReason.RELAY_CONNECTION_LOST, Stage.DIAL, detail).with("closeCode", code);
    }

    private static boolean has(Throwable error, Class<? extends Throwable> type) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static String deepest(Throwable error) {
        Throwable t = error;
        while (t.getCause() != null) {
            t = t.getCause();
        }
        return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
    }
}
