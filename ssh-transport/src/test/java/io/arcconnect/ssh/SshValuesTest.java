package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshValuesTest {

    private static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");

    private static ExecResult result(ExitStatus exit) {
        return new ExecResult(
                ID, exit, "out é".getBytes(StandardCharsets.UTF_8), "boom\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void orThrow_whenTheStatusIsZero_thenTheResultItself() {
        ExecResult result = result(ExitStatus.of(0));

        assertThat(result.orThrow()).isSameAs(result);
        assertThat(result.stdout()).isEqualTo("out é");
    }

    @Test
    void orThrow_whenTheCommandFailed_thenStatusMachineAndTheEndOfStderr() {
        assertThatThrownBy(() -> result(ExitStatus.of(3)).orThrow())
                .isInstanceOf(SshException.class)
                .hasMessage("ssh.exit_status web-01: the command ended with status 3."
                        + " Read the command's own output for the cause. [stderr=boom]");
        assertThatThrownBy(() -> result(ExitStatus.signalled("KILL")).orThrow()).hasMessageContaining("signal KILL");
        assertThatThrownBy(() -> result(ExitStatus.unreported()).orThrow()).hasMessageContaining("no status");
    }

    @Test
    void toString_whenPrinted_thenNoOutput() {
        assertThat(result(ExitStatus.of(0))).asString().doesNotContain("out é", "boom");
    }

    @Test
    void toString_whenAnIdentityIsPrinted_thenNoSecret() {
        assertThat(SshIdentity.password(Secret.of("hunter2"))).asString().doesNotContain("hunter2");
        assertThat(SshIdentity.privateKey(Path.of("key"), Secret.of("hunter2")))
                .asString()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void port_whenOutOfRange_thenRefusedAtTheCall(int port) {
        assertThatThrownBy(() -> Ssh.as("ada").port(port)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void as_whenArgumentsAreBad_thenRefusedAtTheCall() {
        assertThatThrownBy(() -> Ssh.as(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ssh.as("ada").loginTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Exec.command("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HostKeys.pinned("MD5:aa"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SHA256: and 43 characters");
    }

    @ParameterizedTest
    @EnumSource(SshReason.class)
    void remedy_whenAnyReason_thenASentenceAndACode(SshReason reason) {
        assertThat(reason.remedy()).endsWith(".").hasSizeGreaterThan(15);
        assertThat(reason.code()).matches("ssh\\.[a-z_]+");
    }
}
