package io.arcconnect.ssh.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.model.Secret;
import io.arcconnect.ssh.DirectArc;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecSpecs;
import io.arcconnect.ssh.OutputLimit;
import io.arcconnect.ssh.PowerShell;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.Sudo;
import io.arcconnect.ssh.internal.channel.ChannelRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecPlanTest {

    private static final LoginShell CMD = LoginShell.of(Optional.empty(), "SSH-2.0-OpenSSH_for_Windows_9.5");
    private static final LoginShell POSIX = LoginShell.of(Optional.empty(), "SSH-2.0-OpenSSH_9.2p1 Debian-2");
    private static final LoginShell UNKNOWN = LoginShell.of(Optional.empty(), "SSH-2.0-Cisco-1.25");

    private static ExecPlan plan(Exec exec, LoginShell login) {
        return new ExecPlan(ExecSpecs.of(exec), login, DirectArc.ID);
    }

    private static String line(ExecPlan plan, ChannelRequest... declined) {
        Buffer buffer = new ByteArrayBuffer();
        plan.start(List.of(declined)).body().accept(buffer);
        return new String(buffer.getBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "SSH-2.0-OpenSSH_for_Windows_9.5, CMD, true",
        "SSH-2.0-OpenSSH_9.2p1, POSIX, true",
        "SSH-2.0-dropbear_2022.83, POSIX, true",
        "SSH-2.0-Cisco-1.25, POSIX, false"
    })
    void of_whenNobodySaysTheShell_thenJudgedByTheServer(String server, RemoteShell shell, boolean isKnown) {
        assertThat(LoginShell.of(Optional.empty(), server)).isEqualTo(new LoginShell(shell, isKnown));
        assertThat(LoginShell.of(Optional.of(RemoteShell.PWSH), server))
                .isEqualTo(new LoginShell(RemoteShell.PWSH, true));
    }

    @Test
    void start_whenThereAreNoConditions_thenTheCommandAsItIs() {
        assertThat(line(plan(Exec.command("show version"), UNKNOWN))).isEqualTo("show version");
        assertThat(line(plan(Exec.command("dir %x%"), CMD))).isEqualTo("dir %x%");
    }

    @Test
    void start_whenTheServerHasMaybeNoShell_thenATimeoutAddsNothing() {
        Exec exec = Exec.command("show version").timeout(Duration.ofSeconds(1));

        assertThat(line(plan(exec, UNKNOWN))).isEqualTo("show version");
        assertThat(line(plan(exec, CMD))).isEqualTo("show version");
        assertThat(line(plan(exec, POSIX))).contains("setsid");
    }

    @Test
    void start_whenVariablesAreDeclined_thenTheseAreExported() {
        ExecPlan plan = plan(Exec.command("dir").env("A", "1").env("B", "2"), CMD);
        List<ChannelRequest> asked = plan.requests();

        assertThat(asked).hasSize(2).allMatch(request -> !request.isNeeded());
        assertThat(line(plan, asked.get(1))).isEqualTo("set \"B=2\"&dir");
        assertThat(plan.exported()).containsExactly("B");
        assertThat(line(plan)).isEqualTo("dir");
    }

    @Test
    void start_whenASecretIsDeclined_thenNothingRuns() {
        ExecPlan plan = plan(Exec.command("dir").env("A", Secret.of("hunter2")), CMD);

        assertThatThrownBy(() -> line(plan, plan.requests().get(0)))
                .isInstanceOf(SshException.class)
                .hasMessageContaining("ssh.environment_refused")
                .hasMessageNotContaining("hunter2");
        assertThat(line(plan)).isEqualTo("dir");
    }

    @Test
    void start_whenSudo_thenVariablesAreExportedWithinAndSecretsRefused() {
        Exec exec = Exec.command("id").env("A", "1").sudo(Sudo.withoutPassword().as("www-data"));
        ExecPlan plan = plan(exec, POSIX);

        assertThat(plan.requests()).isEmpty();
        assertThat(line(plan)).startsWith("sudo -n -u www-data -- sh -c '").contains("export A=1");
        assertThat(plan.exported()).containsExactly("A");
        assertThatThrownBy(() -> line(plan(exec.env("S", Secret.of("s")), POSIX)))
                .isInstanceOf(SshException.class);
        assertThatThrownBy(() -> line(plan(exec, CMD))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void start_whenAPowerShellScriptHasConditions_thenTheyAreInItsLanguage() {
        Exec exec = Exec.script(RemoteShell.WINDOWS_POWERSHELL, "Get-Date")
                .workingDirectory("C:\\it's")
                .timeout(Duration.ofSeconds(1));
        ExecPlan plan = plan(exec, CMD);

        String line = line(plan);

        String script = new String(
                java.util.Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1)),
                StandardCharsets.UTF_16LE);
        assertThat(script).contains("Set-Location -LiteralPath 'C:\\it''s'").contains("+$PID+");
    }

    @Test
    void json_whenAsked_thenAnArrayWhateverTheNumberOfObjects() {
        Exec exec = PowerShell.json(RemoteShell.PWSH, "Get-Service # all\n", 3);

        assertThat(exec.command())
                .contains("@(& {\nGet-Service # all\n\n})")
                .contains("-InputObject $arcObjects -Depth 3");
        assertThatThrownBy(() -> PowerShell.json(RemoteShell.CMD, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PowerShell.json(RemoteShell.PWSH, "x", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void as_whenTheNameIsNoUsers_thenRefused() {
        assertThat(Sudo.withoutPassword().as("#1000")).hasToString("Sudo[#1000]");
        assertThatThrownBy(() -> Sudo.withoutPassword().as("-u root")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Exec.command("x").env("A B", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Exec.command("x").timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OutputLimit.head(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** OpenSSH ends the whole session when a text has one. */
    @Test
    void exec_whenATextHasNul_thenRefusedBeforeTheServerSeesIt() {
        Exec exec = Exec.command("true");

        assertThatThrownBy(() -> Exec.command("a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> exec.env("X", "a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> exec.env("X", Secret.of("a\0b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("a\0b");
        assertThatThrownBy(() -> exec.workingDirectory("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }
}
