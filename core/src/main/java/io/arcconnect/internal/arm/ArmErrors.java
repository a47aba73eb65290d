package io.arcconnect.internal.arm;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaders;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.internal.net.ProxyFailure;
import io.arcconnect.model.MachineId;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private ArmErrors() {}

    /** What an answer that is no success means for a call. */
    static Failure of(ArmCall call, int status, HttpHeaders headers, String body) {
        return of(call, Optional.empty(), new ArmResponse(status, headers, body, Optional.empty()));
    }

    /** As above, about a machine. */
    static Failure of(ArmCall call, MachineId machine, ArmResponse response) {
        return of(call, Optional.of(machine), response).on(machine);
    }

    /** As above, about no machine in particular. */
    static Failure of(ArmCall call, ArmResponse response) {
        return of(call, Optional.empty(), response);
    }

    private static Failure of(ArmCall call, Optional<MachineId> machine, ArmResponse response) {
        String body = response.body();
        int status = response.status();
        ArmJson error = error(response.json());
        String code = error.text("code").orElse("");
        String text = text(error).orElseGet(() -> wordless(body));
        ArcReason reason = reason(call, status, lower(code), isForeign(response));
        Optional<String> action = reason == ArcReason.ARM_FORBIDDEN || text.contains("perform action")
                ? ArmPermissions.action(call, machine, text)
                : Optional.empty();
        Optional<String> role = action.map(ArmPermissions::role);
        String need = reason == ArcReason.ARM_FORBIDDEN ? need(action, role) : "";
        Optional<String> skew = reason == ArcReason.ARM_UNAUTHENTICATED ? response.skew() : Optional.empty();
        String said =
                skew.map(wrong -> text.replaceFirst("\\.$", "") + "; " + wrong).orElse(text);
        return Failure.of(reason, call.stage(), call.words() + need + ": " + said)
                .with("http", status)
                .with("code", code)
                .with("action", action.orElse(null))
                .with("provider", reason == ArcReason.ARM_PROVIDER_NOT_REGISTERED ? provider(call, machine) : null)
                .with("role", reason == ArcReason.ARM_FORBIDDEN ? role.orElse(null) : null)
                .with("retryAfter", retryAfter(response).orElse(null))
                .with(
                        "clientRequestId",
                        response.header("x-ms-client-request-id").orElse(null))
                .with("requestId", response.header("x-ms-request-id").orElse(null))
                .with(
                        "correlationId",
                        response.header("x-ms-correlation-request-id").orElse(null));
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
        if (isUntrusted(unwrapped)) {
            return Failure.of(
                            ArcReason.ARM_UNEXPECTED_RESPONSE,
                            call.stage(),
                            call.words()
                                    + ": the certificate that answers for Azure Resource Manager is not trusted; if a"
                                    + " proxy of your company opens TLS, trust its authority with builder.trust(…)")
                    .causedBy(unwrapped);
        }
        return Failure.of(
                        ArcReason.ARM_UNAVAILABLE,
                        call.stage(),
                        call.words() + ": no answer from Azure Resource Manager ("
                                + unwrapped.getClass().getSimpleName() + ": " + unwrapped.getMessage() + ")")
                .causedBy(unwrapped);
    }

    /** Whether TLS showed a certificate that is not believed: asking again shows the same one. */
    static boolean isUntrusted(Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                return true;
            }
        }
        return false;
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

    private static ArcReason reason(ArmCall call, int status, String code, boolean foreign) {
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
        return foreign && status < 500 && status != 429 ? ArcReason.ARM_UNEXPECTED_RESPONSE : byStatus(call, status);
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

    private static String provider(ArmCall call, Optional<MachineId> machine) {
        return switch (call) {
            case GET_MACHINE,
                    LIST_MACHINES,
                    LIST_EXTENSIONS,
                    GET_EXTENSION,
                    PUT_EXTENSION,
                    DELETE_EXTENSION,
                    GET_RUN_COMMAND,
                    PUT_RUN_COMMAND,
                    DELETE_RUN_COMMAND,
                    POLL ->
                machine.map(id -> id.resourceType().replaceAll("/.*", "")).orElse("Microsoft.HybridCompute");
            case LIST_RESOURCES, GET_PROVIDER, REGISTER_PROVIDER -> "";
            default -> "Microsoft.HybridConnectivity";
        };
    }

    /** First, because the service's own words may be long enough to be cut off. */
    private static String need(Optional<String> action, Optional<String> role) {
        return role.map(name -> " needs the role " + name).orElse("")
                + action.map(name -> ", which allows " + name).orElse("");
    }

    /**
     * Something that Azure does not say: a page; or, with a status that would let us write what is missing, anything but an
     * object, such as half an answer.
     */
    private static boolean isForeign(ArmResponse response) {
        boolean unreadable = !response.body().isBlank() && response.json().isEmpty();
        return isPage(response.body()) || (unreadable && (response.status() == 404 || response.status() == 412));
    }

    private static boolean isPage(String body) {
        return body.stripLeading().startsWith("<");
    }

    private static String wordless(String body) {
        if (isPage(body)) {
            return "an HTML page, not an answer of Azure";
        }
        return body.isBlank() ? "the answer says nothing more" : "the answer is no error of Azure";
    }

    /** In whole seconds, rounded up, whatever the form of the header. */
    private static Optional<Long> retryAfter(ArmResponse response) {
        return RetryAfter.of(response.headers())
                .map(wait -> wait.plusMillis(999).toSeconds());
    }

    private static String lower(String code) {
        return code.toLowerCase(Locale.ROOT);
    }
}
