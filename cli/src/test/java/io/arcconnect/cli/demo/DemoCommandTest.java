package io.arcconnect.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(120)
class DemoCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            new CommandLine(new DemoCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void demo_whenNoMachineIsGiven_thenEveryStepHoldsOnTheEmulator() {
        int status = command.execute("--mebibytes", "4");

        assertThat(out.toString())
                .contains(
                        "4 MiB there and back",
                        "provision WindowsOpenSSH",
                        "setting up the endpoint and SSH:22 on win-01",
                        "no agent yet (relay.listener_not_found)",
                        "status 7, stdout \"fine\", stderr \"wrong\"",
                        "no call to Azure Resource Manager",
                        "1 MiB echoed byte for byte",
                        "win-01.rdp written",
                        " 0 did not")
                .doesNotContain("FAIL", "skip");
        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
    }

    @Test
    void demo_whenTheResourceIdIsMalformed_thenBadArgumentAndNothingIsTried() {
        int status = command.execute("--resource-id", "/subscriptions/x");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("not a machine's resource id");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void demo_whenThereIsNothingToSend_thenBadArgumentAndNothingIsTried() {
        assertThat(command.execute("--mebibytes", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--mebibytes must be 1 or more, got 0");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void demo_whenConsentIsGivenWithoutAMachine_thenBadArgument() {
        int status = command.execute("--yes");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("--resource-id");
    }
}
