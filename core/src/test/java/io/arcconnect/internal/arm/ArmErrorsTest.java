package io.arcconnect.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmErrorsTest {

    private static final String HTML = "<!DOCTYPE html><html><body>blocked by the proxy</body></html>";

    @ParameterizedTest
    @CsvSource({
        "GET_MACHINE, 401, InvalidAuthenticationToken, ARM_UNAUTHENTICATED",
        "GET_MACHINE, 401, '', ARM_UNAUTHENTICATED",
        "LIST_CREDENTIALS, 403, AuthorizationFailed, ARM_FORBIDDEN",
        "PUT_ENDPOINT, 403, RequestDisallowedByPolicy, ARM_POLICY_DENIED",
        "PUT_ENDPOINT, 409, ScopeLocked, ARM_POLICY_DENIED",
        "GET_MACHINE, 404, ResourceNotFound, ARM_MACHINE_NOT_FOUND",
        "GET_MACHINE, 404, '', ARM_MACHINE_NOT_FOUND",
        "LIST_CREDENTIALS, 404, ResourceNotFound, SERVICE_NOT_ENABLED",
        "LIST_CREDENTIALS, 404, EndpointNotFound, SERVICE_NOT_ENABLED",
        "LIST_CREDENTIALS, 404, ResourceGroupNotFound, ARM_MACHINE_NOT_FOUND",
        "LIST_CREDENTIALS, 412, PreconditionFailed, SERVICE_NOT_ENABLED",
        "LIST_CREDENTIALS, 412, '', SERVICE_NOT_ENABLED",
        "LIST_CREDENTIALS, 404, NoRegisteredProviderFound, ARM_PROVIDER_NOT_REGISTERED",
        "LIST_CREDENTIALS, 412, MissingSubscriptionRegistration, ARM_PROVIDER_NOT_REGISTERED",
        "LIST_CREDENTIALS, 400, noregisteredproviderfound, ARM_PROVIDER_NOT_REGISTERED",
        "PUT_ENDPOINT, 404, ResourceNotFound, ARM_MACHINE_NOT_FOUND",
        "PUT_EXTENSION, 409, Conflict, ARM_CONFLICT",
        "PUT_EXTENSION, 412, PreconditionFailed, ARM_UNEXPECTED_RESPONSE",
        "PUT_EXTENSION, 429, TooManyRequests, ARM_THROTTLED",
        "GET_MACHINE, 408, '', ARM_UNAVAILABLE",
        "GET_MACHINE, 500, InternalServerError, ARM_UNAVAILABLE",
        "GET_MACHINE, 503, '', ARM_UNAVAILABLE",
        "GET_MACHINE, 302, '', ARM_UNEXPECTED_RESPONSE",
        "GET_MACHINE, 418, Teapot, ARM_UNEXPECTED_RESPONSE",
    })
    void of_whenAnswered_thenCodeDecidesBeforeStatus(ArmCall call, int status, String code, ArcReason expected) {
        String body = code.isEmpty() ? "" : "{\"error\":{\"code\":\"" + code + "\",\"message\":\"so it is\"}}";

        Failure failure = ArmErrors.of(call, status, new HttpHeaders(), body);

        assertThat(failure.reason()).isEqualTo(expected);
        assertThat(failure.stage()).isEqualTo(call.stage());
        assertThat(failure.facts()).containsEntry("http", String.valueOf(status));
        assertThat(failure.facts().getOrDefault("code", "")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "LIST_CREDENTIALS, 404, ARM_UNEXPECTED_RESPONSE",
        "LIST_CREDENTIALS, 412, ARM_UNEXPECTED_RESPONSE",
        "GET_MACHINE, 403, ARM_UNEXPECTED_RESPONSE",
        "GET_MACHINE, 429, ARM_THROTTLED",
        "GET_MACHINE, 502, ARM_UNAVAILABLE",
    })
    void of_whenBodyIsHtml_thenNobodyTakesItForAzure(ArmCall call, int status, ArcReason expected) {
        Failure failure = ArmErrors.of(call, status, new HttpHeaders(), HTML);

        assertThat(failure.reason()).isEqualTo(expected);
        assertThat(failure.detail()).contains("HTML page").doesNotContain("<html>");
    }

    @ParameterizedTest
    @CsvSource({
        "LIST_CREDENTIALS, 404, []",
        "LIST_CREDENTIALS, 412, '{\"error\":{\"code\":\"Precond'",
        "LIST_CREDENTIALS, 404, not found",
        "GET_MACHINE, 404, 7",
    })
    void of_whenBodyIsNoObject_thenNothingIsDoneOnItsWord(ArmCall call, int status, String body) {
        Failure failure = ArmErrors.of(call, status, new HttpHeaders(), body);

        assertThat(failure.reason()).isEqualTo(ArcReason.ARM_UNEXPECTED_RESPONSE);
    }

    @Test
    void of_whenForbiddenWithoutText_thenTheCallsOwnActionAndRole() {
        Failure failure = ArmErrors.of(ArmCall.PUT_EXTENSION, 403, new HttpHeaders(), "");

        assertThat(failure.facts())
                .containsEntry("action", "Microsoft.HybridCompute/machines/extensions/write")
                .containsEntry("role", "\"Azure Connected Machine Resource Administrator\"");
        assertThat(failure.detail()).contains("needs the role \"Azure Connected Machine Resource Administrator\"");
    }

    @Test
    void of_whenForbidden_thenNamesActionAndCapsTheText() {
        String message = "The client 'ada' with object id '1' does not have authorization to perform action"
                + " 'Microsoft.HybridConnectivity/endpoints/listCredentials/action' over scope '/x' or the scope is"
                + " invalid. " + "If access was recently granted, please refresh your credentials. ".repeat(50);

        Failure failure = ArmErrors.of(
                ArmCall.LIST_CREDENTIALS,
                403,
                new HttpHeaders(),
                "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"" + message + "\"}}");

        assertThat(failure.facts())
                .containsEntry("action", "Microsoft.HybridConnectivity/endpoints/listCredentials/action");
        assertThat(failure.detail()).contains("'ada'").hasSizeLessThan(700);
    }

    @Test
    void of_whenHeadersTell_thenTheyAreFacts() {
        HttpHeaders headers = new HttpHeaders()
                .set(HttpHeaderName.RETRY_AFTER, "17")
                .set(HttpHeaderName.fromString("x-ms-request-id"), "req-1")
                .set(HttpHeaderName.fromString("x-ms-correlation-request-id"), "cor-1");

        Failure failure = ArmErrors.of(ArmCall.GET_MACHINE, 429, headers, "");

        assertThat(failure.facts())
                .containsEntry("retryAfter", "17")
                .containsEntry("requestId", "req-1")
                .containsEntry("correlationId", "cor-1");
        assertThat(failure.reason().isTransient()).isTrue();
    }

    @Test
    void of_whenDetailsAreGiven_thenTheyAreInTheText() {
        String body = "{\"error\":{\"code\":\"Conflict\",\"message\":\"busy\",\"details\":"
                + "[{\"code\":\"OperationInProgress\",\"message\":\"another PUT\"},{\"code\":\"OnlyACode\"},7,null]}}";

        Failure failure = ArmErrors.of(ArmCall.PUT_EXTENSION, 409, new HttpHeaders(), body);

        assertThat(failure.detail()).isEqualTo("installing the extension: busy (another PUT; OnlyACode)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":null}",
                "{\"error\":{\"code\":null,\"message\":{}}}",
                "{\"error\":[]}",
                "[]",
                "7",
                "{",
                "{\"code\":\"Teapot\",\"message\":\"short\"}",
                "{\"Error\":{\"Code\":\"Teapot\"}}",
            })
    void of_whenBodyIsOdd_thenStillAFailure(String body) {
        Failure failure = ArmErrors.of(ArmCall.GET_MACHINE, 500, new HttpHeaders(), body);

        assertThat(failure.reason()).isEqualTo(ArcReason.ARM_UNAVAILABLE);
        assertThat(failure.detail()).startsWith("reading the machine: ");
    }

    @Test
    void of_whenJsonIsTooDeep_thenStillAFailure() {
        Failure failure = ArmErrors.of(ArmCall.GET_MACHINE, 500, new HttpHeaders(), "{\"a\":".repeat(20_000));

        assertThat(failure.reason()).isEqualTo(ArcReason.ARM_UNAVAILABLE);
    }

    @Test
    void unanswered_whenCredentialFails_thenUnauthenticatedWithTheCredentialsOwnError() {
        Throwable own = new ClientAuthenticationException("run az login", null);

        Failure ours = ArmErrors.unanswered(ArmCall.GET_MACHINE, new RuntimeException(new CredentialFailure(own)));
        Failure foreign = ArmErrors.unanswered(ArmCall.GET_MACHINE, new RuntimeException(own));

        assertThat(ours.reason()).isEqualTo(ArcReason.ARM_UNAUTHENTICATED);
        assertThat(ours.cause()).contains(own);
        assertThat(ours.detail()).contains("run az login");
        assertThat(foreign.reason()).isEqualTo(ArcReason.ARM_UNAUTHENTICATED);
    }

    @Test
    void unanswered_whenNetworkFails_thenUnavailable() {
        Failure refused = ArmErrors.unanswered(ArmCall.GET_MACHINE, new ConnectException("Connection refused"));
        Failure late = ArmErrors.unanswered(ArmCall.PUT_EXTENSION, new TimeoutException("60 s"));

        assertThat(refused.reason()).isEqualTo(ArcReason.ARM_UNAVAILABLE);
        assertThat(refused.detail()).contains("Connection refused");
        assertThat(late.reason()).isEqualTo(ArcReason.ARM_UNAVAILABLE);
        assertThat(late.stage()).isEqualTo(Stage.PROVISION);
    }
}
