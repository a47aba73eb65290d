package io.arcconnect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayCredentialsTest {

    private static final Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");

    private static RelayCredentials with(String name, String suffix, String path, String key, String token) {
        return new RelayCredentials(
                MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01"),
                name,
                suffix,
                path,
                Secret.of(key),
                EXPIRY,
                Secret.of(token),
                Optional.empty());
    }

    @Test
    void toString_whenPrinted_thenNoSecretIsShown() {
        RelayCredentials credentials = with("ns", "servicebus.windows.net", "a/b", "secret-key", "secret-token");

        assertThat(credentials).asString().contains("ns", "a/b").doesNotContain("secret");
    }

    @Test
    void isExpiredAt_whenTheMomentIsReached_thenExpired() {
        RelayCredentials credentials = with("ns", "servicebus.windows.net", "a/b", "k", "t");

        assertThat(credentials.isExpiredAt(EXPIRY.minusMillis(1))).isFalse();
        assertThat(credentials.isExpiredAt(EXPIRY)).isTrue();
    }

    /** Whatever the answer names: the clouds differ, and there may be more of them (protocol.md 7.1). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "servicebus.windows.net",
                "servicebus.usgovcloudapi.net",
                "servicebus.chinacloudapi.cn",
                "servicebus.stack.contoso.example",
                "servicebus.localhost:8443"
            })
    void relayHost_whenTheSuffixIsOfAnyCloud_thenTaken(String suffix) {
        assertThat(with("azgn1", suffix, "a/b", "k", "t").relayHost()).isEqualTo("azgn1." + suffix);
    }

    @ParameterizedTest
    @CsvSource({
        "'ns/', windows.net, a, k, t, namespaceName",
        "'ns@evil', windows.net, a, k, t, namespaceName",
        "ns, 'windows.net/evil', a, k, t, namespaceNameSuffix",
        "ns, 'windows.net:1:2', a, k, t, namespaceNameSuffix",
        "ns, windows.net, '../a', k, t, hybridConnectionName",
        "ns, windows.net, 'a?b', k, t, hybridConnectionName",
        "ns, windows.net, '/a', k, t, hybridConnectionName",
        "ns, windows.net, a, 'k\nX: y', t, accessKey",
        "ns, windows.net, a, k, 'té', serviceConfigurationToken",
    })
    void new_whenAPartCouldAddToARequest_thenRefusedByNameWithoutItsValue(
            String name, String suffix, String path, String key, String token, String part) {
        assertThatThrownBy(() -> with(name, suffix, path, key, token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("malformed " + part);
    }
}
