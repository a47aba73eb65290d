package io.arcconnect.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollHostsTest {

    private final PollHosts hosts =
            new PollHosts(URI.create("https://management.azure.com/"), Set.of("Status.Example.org"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://management.azure.com/subscriptions/1/operationstatus/2?api-version=3&t=a%2Fb",
                "https://MANAGEMENT.azure.com/x",
                "https://management.azure.com:443/x",
                "https://westeurope.management.azure.com/x",
                "https://management.azure.com./x",
                "https://status.example.org/x",
                "https://status.example.org:8443/x",
            })
    void require_whenAllowed_thenTheSameAddress(String address) {
        assertThat(hosts.require(Optional.of(ArmServer.MACHINE), address)).isEqualTo(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/x",
                "https://management.azure.com.evil.example/x",
                "https://evilmanagement.azure.com/x",
                "https://azure.com/x",
                "https://management.azure.com:8443/x",
                "https://management.azure.com@evil.example/x",
                "https://user@management.azure.com/x",
                "http://management.azure.com/x",
                "//evil.example/x",
                "https:///x",
                "https://evil.example\\@management.azure.com/x",
                "file:///etc/passwd",
                "mailto:a@b",
                "https://127.0.0.1/x",
                "https://sub.status.example.org/x",
                "not an address",
            })
    void require_whenForeign_thenRefused(String address) {
        assertThatExceptionOfType(ControlPlaneException.class)
                .isThrownBy(() -> hosts.require(Optional.of(ArmServer.MACHINE), address))
                .satisfies(error -> {
                    assertThat(error.reason()).isEqualTo(ArcReason.ARM_UNEXPECTED_RESPONSE);
                    assertThat(error.machine()).contains(ArmServer.MACHINE);
                });
    }

    @Test
    void require_whenForeign_thenNamesTheHostAndTheOption() {
        assertThatExceptionOfType(ControlPlaneException.class)
                .isThrownBy(() -> hosts.require(Optional.of(ArmServer.MACHINE), "https://evil.example/x?secret=1"))
                .withMessageContaining("evil.example:443")
                .withMessageContaining("builder.allowPollHost(\"evil.example\")")
                .withMessageNotContaining("secret=1");
    }

    @Test
    void require_whenRelative_thenResolvedAgainstTheEndpoint() {
        assertThat(hosts.require(Optional.of(ArmServer.MACHINE), "/subscriptions/1?api-version=2"))
                .isEqualTo(URI.create("https://management.azure.com/subscriptions/1?api-version=2"));
    }
}
