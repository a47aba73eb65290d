package io.arcconnect.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.EntraEmulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole path without any program: the emulated Entra ID, the relay, and an SSH server that trusts its certificates. */
class CertifiedLoginEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Secret SECRET = Secret.of("s3cret-Vq8");

    private final EntraEmulator entra =
            EntraEmulator.start().servicePrincipal("deployer", SECRET, "Deployer@Contoso.com");
    private final EntraEmulator strange =
            EntraEmulator.start().servicePrincipal("deployer", SECRET, "Deployer@Contoso.com");
    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("lin-01")
                    .ssh(EmbeddedSsh.create().entraLogin(entra.certificateAuthority()))
                    .enabled())
            .start();
    private final ArcConnect arc = emulator.arcConnect().build();

    @AfterEach
    void close() {
        arc.close().block(LIMIT);
        emulator.close();
        strange.close();
        entra.close();
    }

    @Test
    void use_whenTheAuthorityIsTrusted_thenTheUserIsThePrincipalInLowerCase() {
        String user = arc.machine(emulator.machine("lin-01").id())
                .use(ssh(entra), session -> session.exec("whoami"))
                .block(LIMIT)
                .orThrow()
                .stdout();

        assertThat(user.strip()).isEqualTo("deployer@contoso.com");
    }

    @Test
    void use_whenAnotherAuthoritySigned_thenRefused() {
        Ssh ssh = ssh(strange);

        SshException error = catchThrowableOfType(
                SshException.class,
                () -> arc.machine(emulator.machine("lin-01").id())
                        .use(ssh, session -> session.exec("whoami"))
                        .block(LIMIT));

        assertThat(error.reason()).isEqualTo(SshReason.AUTH_FAILED);
    }

    private Ssh ssh(EntraEmulator issuer) {
        EntraCertificates certificates = EntraCertificates.builder(
                        EntraLogin.clientSecret(issuer.tenantId(), "deployer", SECRET))
                .authorityHost(issuer.authorityHost())
                .httpClient(issuer.httpClient())
                .timeout(LIMIT)
                .keyBits(2048)
                .build();
        return Ssh.certified(certificates)
                .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint()))
                .loginTimeout(LIMIT);
    }
}
