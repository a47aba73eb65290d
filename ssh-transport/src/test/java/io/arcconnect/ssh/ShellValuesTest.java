package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.channel.PtyMode;
import org.junit.jupiter.api.Test;

class ShellValuesTest {

    private static final Ssh SSH = Ssh.as("ada");

    @Test
    void size_whenOutOfRange_thenRefusedAtTheCall() {
        Shell shell = Shell.over(SSH);

        assertThatIllegalArgumentException().isThrownBy(() -> shell.size(0, 24));
        assertThatIllegalArgumentException().isThrownBy(() -> shell.size(80, 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> Pty.of(80, 24).terminal(" "));
    }

    @Test
    void env_whenTheNameIsNone_thenRefusedAtTheCall() {
        Shell shell = Shell.over(SSH);

        assertThatIllegalArgumentException().isThrownBy(() -> shell.env("", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> shell.env("A=B", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> shell.command(""));
    }

    @Test
    void toString_whenPrinted_thenNoValueAndNoCommand() {
        String text = Shell.over(SSH)
                .env("TOKEN", "hunter2")
                .command("login --key 4711")
                .toString();

        assertThat(text).contains("TOKEN", "80x24").doesNotContain("hunter2", "4711");
    }

    @Test
    void modes_whenChangedLater_thenTheTerminalIsAsItWas() {
        Pty usual = Pty.of(80, 24);

        Pty quiet = usual.mode(TerminalMode.ECHO, 0);

        assertThat(usual.modes()).containsEntry(TerminalMode.ECHO, 1);
        assertThat(quiet.modes()).containsEntry(TerminalMode.ECHO, 0);
        assertThat(new ShellRequest(quiet, Map.of(), Optional.empty()).pty()).isEqualTo(quiet);
    }

    /** Somebody else has typed the numbers of RFC 4254, section 8, as well. */
    @Test
    void opcode_whenComparedWithMinas_thenTheSame() {
        for (TerminalMode mode : TerminalMode.values()) {
            String name = mode.name().endsWith("SPEED") ? "TTY_OP_" + mode.name() : mode.name();
            assertThat(mode.opcode()).isEqualTo(PtyMode.valueOf(name).toInt());
        }
        assertThat(TerminalMode.values()).hasSameSizeAs(PtyMode.values());
    }
}
