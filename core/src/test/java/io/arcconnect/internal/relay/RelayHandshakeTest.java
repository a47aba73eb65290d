package io.arcconnect.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.RelayService;
import org.junit.jupiter.api.Test;

/** protocol.md 3.1. */
class RelayHandshakeTest {

    @Test
    void of_whenDialing_thenUrlAndThreeHeadersAreAsTheRelayWantsThem() {
        RelayHandshake handshake = RelayHandshake.of(Credentials.valid(), RelayService.ssh(2222));

        assertThat(handshake.url())
                .matches("wss://azgn-x\\.servicebus\\.windows\\.net/\\$hc/microsoft\\.hybridcompute/machines/ab12/1/v2"
                        + "\\?sb-hc-action=connect&sb-hc-id=[0-9a-f\\-]{36}");
        assertThat(handshake.headers())
                .containsEntry("ServiceBusAuthorization", "SharedAccessSignature sr=x&sig=secret-sas")
                .containsEntry("Service-Configuration-Token", "secret-token")
                .containsEntry("Microsoft-Guestgateway-Target", "localhost:2222")
                .hasSize(3);
    }

    @Test
    void of_whenDialingAgain_thenTheConnectionIdIsFresh() {
        assertThat(RelayHandshake.of(Credentials.valid(), RelayService.ssh()).trackingId())
                .isNotEqualTo(RelayHandshake.of(Credentials.valid(), RelayService.ssh())
                        .trackingId());
    }

    @Test
    void toString_whenPrinted_thenNoSecret() {
        assertThat(RelayHandshake.of(Credentials.valid(), RelayService.ssh()))
                .asString()
                .doesNotContain("secret");
    }
}
