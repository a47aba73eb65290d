package io.arcconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.cli.options.Azure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ArcConnectCommandTest {

    @TempDir
    private Path home;

    @Test
    void commandLine_whenASubCommandIsNamed_thenItIsTheOnlyOne() {
        CommandLine command = command("doctor", "--help");

        assertThat(command.getSubcommands()).containsOnlyKeys("doctor");
    }

    @Test
    void commandLine_whenNoneOrAnUnknownOneIsNamed_thenAllAreThere() {
        assertThat(command().getSubcommands()).containsKeys("demo", "doctor", "help", "provision");
        assertThat(command("docter").getSubcommands()).containsKeys("demo", "doctor");
    }

    @Test
    void execute_whenTheSubCommandIsUnknown_thenTwoAndTheNearestIsNamed() {
        TestSurroundings around = new TestSurroundings(home);

        int status = ArcConnectCommand.commandLine(around.build(), Azure.OF_THE_OPTIONS, "docter")
                .execute("docter");

        assertThat(status).isEqualTo(2);
        assertThat(around.err()).contains("doctor");
    }

    @Test
    void ended_whenTheOutputCouldNotBeWritten_thenItIsNoSuccess() {
        PrintStream full = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                false,
                StandardCharsets.UTF_8);
        full.print("a result");

        assertThat(ArcConnectCommand.ended(0, full)).isEqualTo(141);
        assertThat(ArcConnectCommand.ended(255, full)).isEqualTo(255);
        assertThat(ArcConnectCommand.ended(0, new TestSurroundings(home).build().out()))
                .isZero();
    }

    private CommandLine command(String... args) {
        return ArcConnectCommand.commandLine(new TestSurroundings(home).build(), Azure.OF_THE_OPTIONS, args);
    }
}
