package io.arcconnect.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntraFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "invalid_client, AADSTS7000215: Invalid client secret, entra.credential_refused",
        "invalid_client, AADSTS7000222: The provided client secret keys are expired, entra.credential_refused",
        "invalid_client, AADSTS700027: The certificate is not registered, entra.credential_refused",
        "unauthorized_client, AADSTS700016: Application not found, entra.credential_refused",
        "invalid_request, AADSTS90002: Tenant not found, entra.credential_refused",
        "invalid_client, AADSTS65002: Consent must be configured via preauthorization, entra.refused",
        "invalid_grant, AADSTS65001: The user has not consented, entra.refused",
        "access_denied, AADSTS65004: User declined to consent, entra.sign_in_failed",
        "invalid_scope, AADSTS70011: The scope is not valid, entra.refused",
        "invalid_resource, AADSTS500011: The resource principal was not found, entra.refused",
        "authorization_declined, AADSTS70018: declined, entra.sign_in_failed",
        "expired_token, AADSTS70019: expired, entra.sign_in_failed",
        "unknown, who knows, entra.refused",
    })
    void of_whenEntraIdAnswers_thenItsCodeDecides(String error, String description, String code) {
        EntraException failure = EntraFailures.of(new MsalServiceException(description, error));

        assertThat(failure.reason().code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(description);
        assertThat(failure.facts()).containsEntry("error", error);
    }

    @ParameterizedTest
    @CsvSource({
        "cache_miss, entra.sign_in_required",
        "code_expired, entra.sign_in_failed",
        "linux_xdg_open_failed, entra.sign_in_failed",
        "desktop_browser_not_supported, entra.sign_in_failed",
        "invalid_authorization_result, entra.sign_in_failed",
        "invalid_json, entra.unexpected_response",
    })
    void of_whenMsalComplains_thenItsCodeDecides(String error, String code) {
        assertThat(EntraFailures.of(new MsalClientException("no", error))
                        .reason()
                        .code())
                .isEqualTo(code);
    }

    @Test
    void of_whenThereIsNoBrowser_thenTheOtherWayIsNamed() {
        MsalClientException exchanged =
                new MsalClientException("linux_xdg_open_failed", "Unable to open a web page using xdg-open");

        EntraException failure = EntraFailures.of(exchanged);

        assertThat(failure.reason()).isEqualTo(EntraReason.SIGN_IN_FAILED);
        assertThat(failure).hasMessageContaining("EntraLogin.deviceCode");
    }

    @Test
    void of_whenTheHostIsNotKnown_thenUnavailable() {
        EntraException failure =
                EntraFailures.of(new MsalClientException(new RuntimeException(new UnknownHostException("login.x"))));

        assertThat(failure.reason()).isEqualTo(EntraReason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("cannot be reached: login.x");
    }

    @Test
    void of_whenMsalHoldsTheRequestBack_thenUnavailableForThatLong() {
        EntraException failure = EntraFailures.of(new MsalThrottlingException(60_000));

        assertThat(failure.reason()).isEqualTo(EntraReason.UNAVAILABLE);
        assertThat(failure.facts())
                .containsEntry("retryAfter", Duration.ofMinutes(1).toString());
    }

    @Test
    void of_whenTheDescriptionHasTraceIds_thenOnlyItsSentence() {
        EntraException failure = EntraFailures.of(new MsalServiceException(
                "AADSTS50105: Not assigned. Trace ID: 1 Correlation ID: 2 Timestamp: 3", "invalid_grant"));

        assertThat(failure).hasMessageContaining("Not assigned. Show").hasMessageNotContaining("Timestamp");
        assertThat(failure.facts()).containsEntry("aadsts", "50105");
    }
}
