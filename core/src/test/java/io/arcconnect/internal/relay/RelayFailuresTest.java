package io.arcconnect.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of protocol.md 3.3 and 3.6. */
class RelayFailuresTest {

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | Endpoint does not exist. TrackingId:a-b_G13, SystemTracker:sb://h/p, Timestamp:2025 | relay.listener_not_found",
                "404 | There are no listeners connected for the endpoint. TrackingId:a-b_G13 | relay.listener_not_found",
                "404 | None of the connected listeners meet the AllowedListeners/DisallowedListeners criteria | relay.agent_rejected",
                "404 | Not Found | relay.proxy_interference",
                "401 | the token has an invalid signature. TrackingId:x | relay.token_expired",
                "401 | InvalidAudience: The authorization header contains a token with a wrong audience. | relay.token_expired",
                "401 | Ip has been prevented to connect to the endpoint. | relay.forbidden",
                "403 | Forbidden | relay.forbidden",
                "403 | port 2222 is not allowed by azcmagent | relay.agent_rejected",
                "503 | connection to localhost:22 failed: dial tcp [::1]:22: connectex: No connection could be made | relay.target_refused",
                "503 | Service Unavailable | relay.unavailable",
                "500 | Internal Server Error | relay.unavailable",
                "502 | Bad Gateway | relay.unavailable",
                "504 | Gateway Timeout | relay.handshake_timed_out",
                "408 | Request Timeout | relay.handshake_timed_out",
                "400 | Rejected by user code | relay.agent_rejected",
                "400 | Bad Request | relay.proxy_interference",
                "200 | OK | relay.proxy_interference",
                "302 | Found | relay.proxy_interference",
                "407 | Proxy Authentication Required | relay.proxy_interference",
                "426 | Upgrade Required | relay.proxy_interference"
            })
    void ofAnswer_whenTheRelayRefuses_thenTheReasonPhraseDecides(int status, String phrase, String code) {
        Failure failure = RelayFailures.ofAnswer(status, phrase);

        assertThat(failure.reason().code()).isEqualTo(code);
        assertThat(failure.facts()).containsEntry("http", String.valueOf(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | Forbidden | relay.proxy_interference",
                "403 | Unauthorized access. 'Send' claim is required. | relay.forbidden",
                "502 | Bad Gateway | relay.unavailable"
            })
    void ofAnswer_whenAPageComesWithIt_thenAForbiddenIsAProxys(int status, String phrase, String code) {
        Failure failure = RelayFailures.ofAnswer(status, phrase, true);

        assertThat(failure.reason().code()).isEqualTo(code);
    }

    @Test
    void ofAnswer_whenThereIsATrackingId_thenItIsEvidenceAndNotText() {
        Failure failure =
                RelayFailures.ofAnswer(404, "Endpoint does not exist. TrackingId:1234-ab_G13, SystemTracker:sb://h/p");

        assertThat(failure.facts()).containsEntry("trackingId", "1234-ab_G13");
        assertThat(failure.detail()).isEqualTo("no agent is listening (HTTP 404: Endpoint does not exist)");
    }

    @Test
    void ofAnswer_whenThePhraseIsHostile_thenItIsOneCappedLine() {
        Failure failure = RelayFailures.ofAnswer(503, "x\r\nInjected: y\u0007" + "z".repeat(5_000));

        assertThat(failure.message()).doesNotContain("\r", "\n", "\u0007").hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "1001, relay.connection_lost",
        "1008, relay.token_expired",
        "1011, relay.connection_lost",
        "4000, relay.connection_lost"
    })
    void ofClose_whenTheRelayEndsIt_thenTheCodeDecides(int code, String reason) {
        Failure failure = RelayFailures.ofClose(code, "why");

        assertThat(failure).isNotNull();
        assertThat(failure.reason().code()).isEqualTo(reason);
        assertThat(failure.facts()).containsEntry("closeCode", String.valueOf(code));
    }

    @ParameterizedTest
    @CsvSource({"1000", "1005"})
    void ofClose_whenOrderly_thenNoFailure(int code) {
        assertThat(RelayFailures.ofClose(code, "")).isNull();
    }

    @Test
    void ofDialError_whenTheNetworkFails_thenTheCauseDecides() {
        assertThat(RelayFailures.ofDialError("h", new SSLHandshakeException("PKIX"))
                        .reason()
                        .code())
                .isEqualTo("relay.proxy_interference");
        assertThat(RelayFailures.ofDialError("h", new UnknownHostException("h"))
                        .reason()
                        .code())
                .isEqualTo("relay.unreachable");
        assertThat(RelayFailures.ofDialError("h", new ConnectException("refused"))
                        .reason()
                        .code())
                .isEqualTo("relay.unreachable");
        assertThat(RelayFailures.ofDialError("h", new IOException("closed early"))
                        .reason()
                        .code())
                .isEqualTo("relay.unavailable");
    }
}
