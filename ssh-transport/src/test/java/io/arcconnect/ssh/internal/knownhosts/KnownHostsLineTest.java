package io.arcconnect.ssh.internal.knownhosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsLineTest {

    private static KnownHostsLine line(String names) {
        return KnownHostsLine.parse(names + " " + SomeKeys.ed25519(1)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a,b b true",
                "* anything true",
                "*.example web.example true",
                "*.example,!web.example web.example false",
                "!web.example,*.example web.example false",
                "web-0? web-01 true",
                "web-01 web-011 false",
                "web-011 web-01 false",
                "WEB-01 web-01 true",
                "*a*b*c* xxaxxbxxcxx true",
                "*a*b*c* xxaxxcxxbxx false",
                "a** a true",
                "? ab false"
            })
    void matches_whenPatterns_thenAsOpenSshDoes(String names, String host, boolean matches) {
        assertThat(line(names).matches(host)).isEqualTo(matches);
    }

    @Test
    void matches_whenThePatternIsAllStars_thenItsTimeIsBounded() {
        String hard = "*a".repeat(200) + "b";

        assertThat(line(hard).matches("a".repeat(2_000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# comment", "   ", "half a", "@revoked", "@revoked *", "@revoked * type", "one"})
    void parse_whenALineIsTooShort_thenNothing(String text) {
        assertThat(KnownHostsLine.parse(text)).isEmpty();
    }

    @Test
    void parse_whenMarked_thenTheMarkerIsKept() {
        PublicKeyText key = SomeKeys.ed25519(1);

        assertThat(KnownHostsLine.parse("@revoked * " + key)).get().matches(KnownHostsLine::isRevoked);
        assertThat(KnownHostsLine.parse("@cert-authority\t*\t" + key + " a comment"))
                .get()
                .satisfies(line -> {
                    assertThat(line.isAuthority()).isTrue();
                    assertThat(line.key()).contains(key);
                });
    }

    @Test
    void without_whenOthersAreNamedToo_thenTheyStay() {
        KnownHostsLine line = line("web-01,web-02");

        assertThat(line.without("web-01")).contains("web-02 " + SomeKeys.ed25519(1));
        assertThat(line("web-01").without("web-01")).isEmpty();
        assertThat(line("web-*").names("web-01")).isFalse();
    }

    @Test
    void parse_whenAnythingIsRead_thenNothingIsThrown() {
        Random random = new Random(20_261_123);
        String alphabet = "@|1 \t,!*?#=ab" + SomeKeys.ed25519(3);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            KnownHostsLine.parse(text.toString()).ifPresent(line -> {
                assertThat(line.key()).isNotNull();
                assertThat(line.matches("web-01")).isIn(true, false);
                assertThat(line.without("web-01")).isNotNull();
            });
        }
    }
}
