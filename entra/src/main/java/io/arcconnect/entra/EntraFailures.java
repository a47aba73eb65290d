package io.arcconnect.entra;

import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What msal4j's exceptions mean. The codes are RFC 6749's, RFC 8628's and Entra ID's own, which begin with AADSTS. Pure. */
final class EntraFailures {

    private static final Pattern AADSTS = Pattern.compile("AADSTS(\\d{3,})");

    /** An application that the tenant does not know; a secret that is wrong or expired; a certificate that is not its. */
    private static final Set<String> CREDENTIAL_CODES =
            Set.of("700016", "7000215", "7000222", "700027", "7000112", "7000216", "90002", "900023");

    private static final Set<String> SIGN_IN_ERRORS = Set.of(
            "authorization_declined",
            "access_denied",
            "expired_token",
            "code_expired",
            "bad_verification_code",
            "linux_xdg_open_failed",
            "desktop_browser_not_supported",
            "unable_to_start_http_listener",
            "invalid_authorization_result");

    private EntraFailures() {}

    static EntraException of(Throwable error) {
        if (error instanceof EntraException known) {
            return known;
        }
        if (error instanceof MsalInteractionRequiredException wanted) {
            return told(EntraReason.SIGN_IN_REQUIRED, "Entra ID wants the person to sign in again", wanted);
        }
        if (error instanceof MsalServiceException service) {
            return ofService(service);
        }
        if (error instanceof MsalClientException client) {
            return ofClient(client);
        }
        return new EntraException(Failure.of(EntraReason.UNEXPECTED_RESPONSE, Stage.SESSION, "an unexpected " + error)
                .causedBy(error));
    }

    static EntraException nobodySignedIn() {
        return new EntraException(Failure.of(EntraReason.SIGN_IN_REQUIRED, Stage.SESSION, "nobody has signed in yet"));
    }

    static EntraException late(Duration limit) {
        return new EntraException(Failure.of(
                EntraReason.UNAVAILABLE, Stage.SESSION, "no answer from Entra ID within " + limit.toMillis() + " ms"));
    }

    static EntraException notFinished(Duration limit) {
        return new EntraException(Failure.of(
                EntraReason.SIGN_IN_FAILED,
                Stage.SESSION,
                "nobody finished signing in within " + limit.toMinutes() + " minutes"));
    }

    static EntraException notAsked(RuntimeException error) {
        return new EntraException(
                Failure.of(EntraReason.SIGN_IN_FAILED, Stage.SESSION, "the person could not be asked: " + text(error))
                        .causedBy(error));
    }

    static EntraException unusable(String problem, @Nullable Throwable cause) {
        return new EntraException(Failure.of(
                        EntraReason.UNEXPECTED_RESPONSE,
                        Stage.SESSION,
                        "Entra ID's answer is no certificate: " + problem)
                .causedBy(cause));
    }

    private static EntraException ofService(MsalServiceException error) {
        int status = Optional.ofNullable(error.statusCode()).orElse(0);
        String code = Optional.ofNullable(error.errorCode()).orElse("");
        if (error instanceof MsalThrottlingException || status == 429 || status >= 500) {
            return told(EntraReason.UNAVAILABLE, "Entra ID is too busy", error);
        }
        if (SIGN_IN_ERRORS.contains(code)) {
            return told(EntraReason.SIGN_IN_FAILED, "the sign-in was not finished", error);
        }
        boolean consent = aadsts(error).startsWith("6500");
        if (!consent && (code.equals("invalid_client") || CREDENTIAL_CODES.contains(aadsts(error)))) {
            return told(EntraReason.CREDENTIAL_REFUSED, "Entra ID does not accept the credential", error);
        }
        return told(EntraReason.REFUSED, "Entra ID refused", error);
    }

    private static EntraException ofClient(MsalClientException error) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof MsalHttp.UnreadableAnswer unreadable) {
                EntraReason reason =
                        unreadable.isTransient() ? EntraReason.UNAVAILABLE : EntraReason.UNEXPECTED_RESPONSE;
                return new EntraException(Failure.of(reason, Stage.SESSION, "there was " + cause.getMessage())
                        .causedBy(error));
            }
            if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
                return new EntraException(Failure.of(
                                EntraReason.UNEXPECTED_RESPONSE,
                                Stage.SESSION,
                                "whoever answers is not trusted as Entra ID: " + text(cause))
                        .causedBy(error));
            }
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return new EntraException(
                        Failure.of(EntraReason.UNAVAILABLE, Stage.SESSION, "Entra ID cannot be reached: " + text(cause))
                                .causedBy(error));
            }
        }
        String code = Optional.ofNullable(error.errorCode()).orElse("");
        if (code.equals("cache_miss")) {
            return told(EntraReason.SIGN_IN_REQUIRED, "the sign-in is no longer there", error);
        }
        // msal4j exchanges code and message where it finds no browser on Linux.
        if (SIGN_IN_ERRORS.contains(code) || SIGN_IN_ERRORS.contains(text(error))) {
            return told(EntraReason.SIGN_IN_FAILED, "the sign-in was not finished", error);
        }
        return told(EntraReason.UNEXPECTED_RESPONSE, "an answer could not be read", error);
    }

    /** Only the first line: what follows are trace ids and a time. */
    private static EntraException told(EntraReason reason, String what, MsalException error) {
        String detail = text(error).lines().findFirst().orElse("").replaceAll(" Trace ID:.*", "");
        Failure failure = Failure.of(reason, Stage.SESSION, what + ": " + detail)
                .with("error", error.errorCode())
                .with("aadsts", aadsts(error))
                .causedBy(error);
        if (error instanceof MsalServiceException service) {
            failure = failure.with("http", service.statusCode()).with("correlationId", service.correlationId());
        }
        if (error instanceof MsalThrottlingException throttled) {
            failure = failure.with("retryAfter", Duration.ofMillis(throttled.retryInMs()));
        }
        return new EntraException(failure);
    }

    private static String aadsts(MsalException error) {
        Matcher code = AADSTS.matcher(text(error));
        return code.find() ? code.group(1) : "";
    }

    private static String text(Throwable error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
