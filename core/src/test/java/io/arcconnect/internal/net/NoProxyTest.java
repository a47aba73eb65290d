package io.arcconnect.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoProxyTest {

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "corp.example | corp.example | true",
                "corp.example | web.corp.example | true",
                ".corp.example | web.corp.example | true",
                ".corp.example | corp.example | true",
                "*.corp.example | a.b.corp.example | true",
                "corp.example | badcorp.example | false",
                "one, two three | two | true",
                "one, two three | three | true",
                "CORP.example. | Web.Corp.Example | true",
                "* | anything | true",
                "web-* | web-01 | true",
                "10.* | 10.1.2.3 | true",
                "10.* | 100.1.2.3 | false",
                "10.0.0.0/8 | 10.200.3.4 | true",
                "10.0.0.0/8 | 11.0.0.1 | false",
                "10.0.0.0/8 | ten.example | false",
                "192.0.2.7 | 192.0.2.7 | true",
                "192.0.2.7 | 192.0.2.70 | false",
                "2001:db8::/32 | [2001:db8::1] | true",
                "[2001:db8::1] | 2001:db8::1 | true",
                "2001:db8::/32 | 2001:db9::1 | false",
                "corp.example:443 | corp.example | true",
                "corp.example:8443 | corp.example | false",
                "'' | corp.example | false",
                "10.0.0.0/x | 10.0.0.1 | false",
            })
    void ofEnvironment_whenAskedForPort443_thenAsCurlReadsIt(String text, String host, boolean covered) {
        assertThat(NoProxy.ofEnvironment(text).covers(host, 443)).isEqualTo(covered);
    }

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "localhost|127.*|[::1], 127.0.0.1, true",
        "localhost|127.*|[::1], ::1, true",
        "*.corp.example|build, web.corp.example, true",
        "*.corp.example|build, corp.example, false",
        "*.corp.example|build, build.corp.test, false",
        "10.*, 100.1.2.3, false",
        "web*, we-01, false",
    })
    void ofJava_whenAsked_thenAsTheJdkReadsIt(String text, String host, boolean covered) {
        assertThat(NoProxy.ofJava(text).covers(host, 443)).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "a.b.localhost", "127.0.0.1", "127.8.9.1", "::1", "[::1]"})
    void andLoopback_whenItIsThisComputer_thenCovered(String host) {
        assertThat(NoProxy.none().andLoopback().covers(host, 443)).isTrue();
        assertThat(NoProxy.none().covers(host, 443)).isFalse();
    }
}
