package io.arcconnect.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.entra.EntraCertificates;
import io.arcconnect.entra.EntraLogin;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.EntraEmulator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogInWithEntraEmulatorTest {

    private static final Duration BOUND = Duration.ofSeconds(90);

    @Test
    void whoAmI_whenThePersonSignsInOnAnotherDevice_thenThatPerson() {
        try (EntraEmulator entra = EntraEmulator.start().person("Ada@Contoso.com");
                ArcEmulator emulator = ArcEmulator.builder()
                        .machine(EmulatedMachine.linux("web-01")
                                .ssh(EmbeddedSsh.create().entraLogin(entra.certificateAuthority()))
                                .enabled())
                        .start()) {
            ArcConnect arc = emulator.arcConnect().build();
            EntraCertificates certificates = EntraCertificates.builder(
                            EntraLogin.deviceCode(entra.tenantId(), prompt -> entra.approve(prompt.userCode())))
                    .authorityHost(entra.authorityHost())
                    .httpClient(entra.httpClient())
                    .build();

            String user = LogInWithEntra.whoAmI(
                            arc.machine(emulator.machine("web-01").id()),
                            certificates,
                            HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint()))
                    .block(BOUND);
            arc.close().block(BOUND);

            assertThat(user).isEqualTo("ada@contoso.com");
        }
    }
}
