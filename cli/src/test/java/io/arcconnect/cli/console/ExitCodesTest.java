package io.arcconnect.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.ExitStatus;
import org.junit.jupiter.api.Test;

class ExitCodesTest {

    @Test
    void of_whenThereIsAStatus_thenThatStatus() {
        assertThat(ExitCodes.of(ExitStatus.of(0))).isZero();
        assertThat(ExitCodes.of(ExitStatus.of(3))).isEqualTo(3);
        assertThat(ExitCodes.of(ExitStatus.of(255))).isEqualTo(255);
    }

    @Test
    void of_whenAProcessHereCannotEndSo_thenNeverSuccess() {
        assertThat(ExitCodes.of(ExitStatus.of(256))).isEqualTo(255);
        assertThat(ExitCodes.of(ExitStatus.of(-1_073_741_510))).isEqualTo(255);
        assertThat(ExitCodes.of(ExitStatus.unreported())).isEqualTo(255);
    }

    @Test
    void of_whenASignalEndedIt_thenAsAShellSaysIt() {
        assertThat(ExitCodes.of(ExitStatus.signalled("TERM"))).isEqualTo(143);
        assertThat(ExitCodes.of(ExitStatus.signalled("KILL"))).isEqualTo(137);
        assertThat(ExitCodes.of(ExitStatus.signalled("sig@example.com"))).isEqualTo(255);
    }
}
