package io.arcconnect.internal.arm;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaders;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.internal.net.ProxyFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

/**
 * Reads answers that are no success. Pure. The code in the body decides before the status does, because a provider that
 * is not registered also answers 404 (protocol.md 2.7).
 */
final class ArmErrors {

    private static final Set<String> PROVIDER = Set.of("noregisteredproviderfound", "missingsubscriptionregistration");
    private static final Set<String> POLICY = Set.of("requestdisallowedbypolicy", "scopelocked");
    private static final Set<String> TOKEN =
            Set.of("invalidauthenticationtoken", "expiredauthenticationtoken", "authenticationfailed");
    private static final Set<String> NO_SCOPE = Set.of("subscriptionnotfound", "resourcegroupnotfound");
    private static final Pattern ACTION = Pattern.compile("perform action '([^']{1,200})'");

    private ArmErrors() {}

    /** What an answer that is no success means for a call. */
    static Failure of(ArmCall call, int status, HttpHeaders headers, String body) {
        ArmResponse response = new ArmResponse(status, headers, body);
        ArmJson error = error(response.json());
        String code = error.text("code").orElse("");
        boolean html = body.stripLeading().startsWith("<");
        String text = text(error)
                .orElseGet(() -> html ? "an HTML page, not an answer of Azure" : "the answer says nothing more");
        return Failure.of(reason(call, status, lower(code), html), call.stage(), call.words() + ": " + text)
                .with("http", status)
                .with("code", code)
                .with("action", action(text))
                .with("retryAfter", response.header("Retry-After").orElse(null))
                .with(
                        "clientRequestId",
                        response.header("x-ms-client-request-id").orElse(null))
                .with("requestId", response.header("x-ms-request-id").orElse(null))
                .with(
                        "correlationId",
                        response.header("x-ms-correlation-request-id").orElse(null));
    }

    static Failure of(ArmCall call, ArmResponse response) {
        return of(call, response.status(), response.headers(), response.body());
    }

    /** No answer at all: no token, no connection, no time left. */
    static Failure unanswered(ArmCall call, Throwable error) {
        Throwable unwrapped = Exceptions.unwrap(error);
        for (Throwable each = unwrapped; each != null; each = each.getCause()) {
            if (each instanceof CredentialFailure || each instanceof ClientAuthenticationException) {
                Throwable told = each instanceof CredentialFailure && each.getCause() != null ? each.getCause() : each;
                return Failure.of(
                                ArcReason.ARM_UNAUTHENTICATED,
                                call.stage(),
                                call.words() + ": the credential gave no token: " + told.getMessage())
                        .causedBy(told);
            }
        }
        Optional<ProxyFailure> proxy = ProxyFailure.in(unwrapped);
        if (proxy.isPresent()) {
            return proxy.get().failure(call.stage(), call.words() + ": ", ArcReason.ARM_UNAVAILABLE);
        }
        return Failure.of(
                        ArcReason.ARM_UNAVAILABLE,
                        call.stage(),
                        call.words() + ": no answer from Azure Resource Manager ("
                                + unwrapped.getClass().getSimpleName() + ": " + unwrapped.getMessage() + ")")
                .causedBy(unwrapped);
    }

    /** A success that does not contain what it should. */
    static Failure unexpected(ArmCall call, ArmResponse response, String detail) {
        return Failure.of(ArcReason.ARM_UNEXPECTED_RESPONSE, call.stage(), call.words() + ": " + detail)
                .with("http", response.status())
                .with(
                        "clientRequestId",
                        response.header("x-ms-client-request-id").orElse(null))
                .with("requestId", response.header("x-ms-request-id").orElse(null))
                .with(
                        "correlationId",
                        response.header("x-ms-correlation-request-id").orElse(null));
    }

    /** Message and details of an error object, as one text. */
    static Optional<String> text(ArmJson error) {
        List<ArmJson> details = error.objects("details");
        String more = details.stream()
                .limit(3)
                .map(detail ->
                        detail.text("message").or(() -> detail.text("code")).orElse(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        String main = error.text("message").or(() -> error.text("code")).orElse("");
        String joined = main.isEmpty() || more.isEmpty() ? main + more : main + " (" + more + ")";
        return Optional.of(joined).filter(text -> !text.isEmpty());
    }

    private static ArmJson error(ArmJson body) {
        ArmJson wrapped = body.object("error");
        return wrapped.isEmpty() ? body : wrapped;
    }

    private static ArcReason reason(ArmCall call, int status, String code, boolean html) {
        if (PROVIDER.contains(code)) {
            return ArcReason.ARM_PROVIDER_NOT_REGISTERED;
        }
        if (POLICY.contains(code)) {
            return ArcReason.ARM_POLICY_DENIED;
        }
        if (TOKEN.contains(code)) {
            return ArcReason.ARM_UNAUTHENTICATED;
        }
        if (status == 404 && NO_SCOPE.contains(code)) {
            return ArcReason.ARM_MACHINE_NOT_FOUND;
        }
        return html && status < 500 && status != 429 ? ArcReason.ARM_UNEXPECTED_RESPONSE : byStatus(call, status);
    }

    private static ArcReason byStatus(ArmCall call, int status) {
        return switch (status) {
            case 401 -> ArcReason.ARM_UNAUTHENTICATED;
            case 403 -> ArcReason.ARM_FORBIDDEN;
            case 404 -> call.notFound().orElse(ArcReason.ARM_UNEXPECTED_RESPONSE);
            case 412 ->
                call == ArmCall.LIST_CREDENTIALS ? ArcReason.SERVICE_NOT_ENABLED : ArcReason.ARM_UNEXPECTED_RESPONSE;
            case 409 -> ArcReason.ARM_CONFLICT;
            case 408 -> ArcReason.ARM_UNAVAILABLE;
            case 429 -> ArcReason.ARM_THROTTLED;
            default -> status >= 500 ? ArcReason.ARM_UNAVAILABLE : ArcReason.ARM_UNEXPECTED_RESPONSE;
        };
    }

    private static @Nullable String action(String text) {
        Matcher matcher = ACTION.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String lower(String code) {
        return code.toLowerCase(Locale.ROOT);
    }
}
