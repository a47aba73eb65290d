package io.arcconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.cli.options.Azure;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadArgumentsTest {

    @TempDir
    private Path home;

    private TestSurroundings around;

    @BeforeEach
    void surroundings() {
        around = new TestSurroundings(home);
    }

    @Test
    void execute_whenAnOptionIsUnknown_thenTwoLinesSayWhichAndWhereToRead() {
        int status = run("exec", "--nane", "web-01", "uptime");

        assertThat(status).isEqualTo(2);
        assertThat(around.err().lines())
                .startsWith("arcconnect exec: Unknown option: '--nane'")
                .endsWith("Try: arcconnect exec --help")
                .hasSizeLessThan(5);
    }

    @Test
    void execute_whenNoMachineIsNamed_thenTwoLinesSaySo() {
        int status = run("exec", "uptime");

        assertThat(status).isEqualTo(2);
        assertThat(around.err().lines())
                .containsExactly(
                        "arcconnect exec: name the machine: --resource-id, or --resource-group and --name",
                        "Try: arcconnect exec --help");
    }

    @Test
    void execute_whenNothingIsGiven_thenTheCommandsAreShown() {
        int status = run();

        assertThat(status).isEqualTo(2);
        assertThat(around.err())
                .startsWith("Usage: arcconnect")
                .contains("  exec          Runs a command on a machine");
    }

    private int run(String... typed) {
        return ArcConnectCommand.commandLine(around.build(), Azure.OF_THE_OPTIONS, typed)
                .execute(typed);
    }
}
