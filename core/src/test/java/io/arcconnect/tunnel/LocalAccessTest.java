package io.arcconnect.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.spi.LocalConnection;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalAccessTest {

    private static final LocalConnection CONNECTION = (LocalConnection) Proxy.newProxyInstance(
            LocalConnection.class.getClassLoader(),
            new Class<?>[] {LocalConnection.class},
            (proxy, method, arguments) -> {
                throw new AssertionError("touched: " + method);
            });

    @Test
    void sameUser_whenTheSystemDoesNotTell_thenAdmitsAndSaysSo() {
        AccessDecision decision = decide(OwnedAccess.sameUser(false));

        assertThat(decision.verdict()).isEqualTo(AccessDecision.Verdict.UNKNOWN);
        assertThat(decision.isAdmitted()).isTrue();
        assertThat(decision.reason()).contains("Linux");
    }

    @Test
    void onlyProcess_whenTheSystemDoesNotTell_thenSaysSoAtOnce() {
        assertThatThrownBy(() -> OwnedAccess.onlyProcess(1, false))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Linux")
                .hasMessageContaining("sameUser()");
    }

    @Test
    void onlyProcess_whenNoProcessHasSuchANumber_thenIllegalArgument() {
        assertThatThrownBy(() -> LocalAccess.onlyProcess(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyLocal_whenAsked_thenAdmitsWithoutALook() {
        assertThat(decide(LocalAccess.anyLocal())).isEqualTo(AccessDecision.admitted());
    }

    @Test
    void toString_whenPrinted_thenSaysWhoMayConnect() {
        assertThat(OwnedAccess.sameUser(true)).hasToString("sameUser");
        assertThat(OwnedAccess.sameUser(false)).hasToString("sameUser");
        assertThat(OwnedAccess.onlyProcess(12, true)).hasToString("onlyProcess(12)");
        assertThat(LocalAccess.anyLocal()).hasToString("anyLocal");
    }

    private static AccessDecision decide(LocalAccess access) {
        return access.decide(CONNECTION).blockOptional(Duration.ofSeconds(20)).orElseThrow();
    }
}
