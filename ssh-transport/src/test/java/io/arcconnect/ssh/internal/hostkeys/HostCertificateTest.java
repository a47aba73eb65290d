package io.arcconnect.ssh.internal.hostkeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostCertificateTest {

    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final long SECONDS = NOW.getEpochSecond();
    private static final long FOREVER = -1;
    private static final PublicKeyText AUTHORITY = PublicKeyText.parse(
                    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
            .orElseThrow();

    private static HostCertificate valid(long from, long to, String... principals) {
        return new HostCertificate("web", true, List.of(principals), from, to, List.of(), AUTHORITY, true);
    }

    @Test
    void problem_whenItIsForTheMachineAndInTime_thenNone() {
        assertThat(valid(0, FOREVER, "other", "/a/web").problem("/a/web", NOW)).isEmpty();
        assertThat(valid(SECONDS, SECONDS + 1, "/a/web").problem("/a/web", NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, -1, not valid before", "-100, 0, valid until", "-2, -1, valid until"})
    void problem_whenItIsTooEarlyOrTooLate_thenSaysWhen(long from, long to, String words) {
        assertThat(valid(SECONDS + from, SECONDS + to, "/a/web").problem("/a/web", NOW))
                .get()
                .asString()
                .contains(words)
                .contains("2026-11-23");
    }

    @Test
    void problem_whenItBeginsBeyondAllTime_thenSaysSoAndDoesNotOverflow() {
        assertThat(valid(FOREVER, FOREVER, "/a/web").problem("/a/web", NOW))
                .get()
                .asString()
                .contains("far off");
    }

    @Test
    void problem_whenItIsForOthersOrForNobody_thenSaysWhom() {
        assertThat(valid(0, FOREVER, "/a/db").problem("/a/web", NOW))
                .get()
                .asString()
                .contains("/a/db");
        assertThat(valid(0, FOREVER, "/a/*").problem("/a/web", NOW)).isPresent();
        assertThat(valid(0, FOREVER).problem("/a/web", NOW)).get().asString().contains("names no machine");
    }

    @Test
    void problem_whenItIsForUsersOrUnsignedOrHasOptions_thenSaysSo() {
        List<String> names = List.of("/a/web");

        assertThat(new HostCertificate("x", false, names, 0, FOREVER, List.of(), AUTHORITY, true)
                        .problem("/a/web", NOW))
                .get()
                .asString()
                .contains("users");
        assertThat(new HostCertificate("x", true, names, 0, FOREVER, List.of(), AUTHORITY, false)
                        .problem("/a/web", NOW))
                .get()
                .asString()
                .contains("signature");
        assertThat(new HostCertificate("x", true, names, 0, FOREVER, List.of("force"), AUTHORITY, true)
                        .problem("/a/web", NOW))
                .get()
                .asString()
                .contains("force");
    }
}
