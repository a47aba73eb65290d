package io.arcconnect.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.testkit.ExecReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class FleetCommandTest {

    private static final int MEBIBYTE = 1024 * 1024;
    private static EmulatedFleet fleet;

    @TempDir
    private Path home;

    private TestSurroundings around;

    @BeforeAll
    static void start() {
        String[] names = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> (number <= 10 ? "web-" : "win-") + String.format("%02d", number))
                .toArray(String[]::new);
        fleet = new EmulatedFleet(FleetCommandTest::answer, names);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @BeforeEach
    void surroundings() {
        around = new TestSurroundings(home).set("ADAS_PASSWORD", "s3cret");
    }

    private static ExecReply answer(String name, String command) {
        return switch (command) {
            case "flood" -> ExecReply.out("begin" + "x".repeat(4 * MEBIBYTE) + "end");
            case "fail" -> ExecReply.exit(name.equals("web-02") ? 1 : 0, "", "");
            default -> command.contains("never") ? ExecReply.never() : ExecReply.out(name + " " + command + "\n");
        };
    }

    @Test
    void fleet_whenThereAreMany_thenNobodyIsAskedWithoutATerminal() {
        int before = fleet.emulator().dials().size();

        assertThat(run("-g", "rg-emulator", "uptime")).isEqualTo(255);

        assertThat(around.err()).contains("Add --yes to run it on 12 machines. Nothing was done.");
        assertThat(fleet.emulator().dials()).hasSize(before);
    }

    @Test
    void fleet_whenThereAreManyAndAPersonTypesTheNumber_thenAllRun() {
        around.terminal().types("12");

        assertThat(run("-g", "rg-emulator", "uptime")).isZero();

        assertThat(around.out().lines()).hasSize(12).contains("win-12: win-12 uptime");
        assertThat(around.err()).contains("12 machines: 12 done in ");
    }

    @Test
    void fleet_whenChosenByTagAndSystem_thenThose() {
        assertThat(planned("--os", "windows")).containsExactly("win-11", "win-12");
        assertThat(planned("--tag", "env=web", "--filter", "*-0[1]")).isEmpty();
        assertThat(planned("--tag", "env=web", "--filter", "WEB-?1")).containsExactly("web-01");
        assertThat(planned("--all")).hasSize(12);
    }

    @Test
    void fleet_whenNobodyMatches_then255() {
        assertThat(run("--tag", "env=none", "uptime")).isEqualTo(255);

        assertThat(around.err()).contains("no machine matches");
    }

    /** What one run tells, the next takes. */
    @Test
    void fleet_whenFedWithItsOwnJson_thenTheSameMachines() {
        assertThat(run("-g", "rg-emulator", "-n", "web-01,web-03", "--output", "json", "uptime"))
                .isZero();
        TestSurroundings second = new TestSurroundings(home)
                .set("ADAS_PASSWORD", "s3cret")
                .input(("# again\n\n" + around.out()).getBytes(StandardCharsets.UTF_8));

        assertThat(fleet.run(second.build(), "--from", "-", "--in-order", "again"))
                .isZero();

        assertThat(second.out().lines()).containsExactlyInAnyOrder("web-01: web-01 again", "web-03: web-03 again");
    }

    @Test
    void fleet_whenALineOfAListIsMalformed_thenTwoAndWhich() throws IOException {
        Path list = Files.writeString(home.resolve("list"), fleet.id("web-01") + "\nweb-02\n");

        assertThat(run("--from", list.toString(), "uptime")).isEqualTo(2);

        assertThat(around.err()).contains("list, line 2: not a machine's resource id");
    }

    /** Four mebibytes in one line: both ends are kept, what is left out is told, and the run does not fail for it. */
    @Test
    void fleet_whenAMachineWritesWithoutEnd_thenBothEndsAndHowMuchIsMissing() {
        assertThat(run("--resource-id", fleet.id("web-01"), "--output", "json", "flood"))
                .isZero();

        String line = around.out().lines().findFirst().orElseThrow();
        assertThat(line.length()).isBetween(MEBIBYTE, MEBIBYTE + 4096);
        assertThat(line)
                .contains(
                        "\"stdout\":\"beginxxx",
                        "bytes left out",
                        "xxxend\"",
                        "\"truncated\":true",
                        "\"stdoutBytes\":4194312");
    }

    @Test
    void fleet_whenTheTimeIsUp_thenTheMachineIsNamedAndTheOthersGoOn() {
        assertThat(run("--resource-id", fleet.id("web-01"), "--timeout", "2s", "--output", "json", "never"))
                .isIn(1, 255);

        assertThat(around.out()).containsAnyOf("ssh.command_timed_out", "operation.timed_out");
    }

    @Test
    void fleet_whenStandardErrorIsATerminal_thenItIsDrawnThereAndTakenAway() {
        around.errOnTerminal(60, 10);

        assertThat(run("-g", "rg-emulator", "-n", "web-01,web-02", "fail")).isEqualTo(1);

        assertThat(around.err())
                .contains("MACHINE", "STATE", "\u001b[J", "of 2 done")
                .contains("2 machines: 1 done, 1 failed");
        assertThat(around.out()).isEmpty();
    }

    @Test
    void fleet_whenOnlySomeFail_thenOneAndWhenNothingRan255() {
        assertThat(run("-g", "rg-emulator", "-n", "web-01,web-02", "fail")).isEqualTo(1);
        assertThat(run("-g", "rg-emulator", "-n", "nobody-01,nobody-02", "fail"))
                .isEqualTo(255);

        assertThat(around.err()).contains("arm.machine_not_found, 2 machines: ");
    }

    @Test
    void fleet_whenArgumentsDoNotGoTogether_thenTwo() {
        assertThat(run("uptime")).isEqualTo(2);
        assertThat(run("-g", "rg-emulator")).isEqualTo(2);
        assertThat(run("-n", "web-01", "uptime")).isEqualTo(2);
        assertThat(run("-g", "rg-emulator", "--shell", "pwsh", "uptime")).isEqualTo(2);
        assertThat(run("--resource-id", fleet.id("web-01"), "--os", "linux", "uptime"))
                .isEqualTo(2);
        assertThat(run("-g", "rg-emulator", "--resource-id", fleet.id("web-01"), "uptime"))
                .isEqualTo(2);
        assertThat(run("--resource-id", fleet.id("web-01"), "--concurrency", "0", "uptime"))
                .isEqualTo(2);
        assertThat(run("-g", "rg-emulator", "--output", "xml", "uptime")).isEqualTo(2);

        assertThat(around.err())
                .contains(
                        "name the machines",
                        "say what to run",
                        "neither text nor json",
                        "--resource-group alone means all of its machines")
                .doesNotContain("\tat ");
    }

    private List<String> planned(String... choice) {
        TestSurroundings asked = new TestSurroundings(home).set("ADAS_PASSWORD", "s3cret");
        String[] words = new String[choice.length + 2];
        System.arraycopy(choice, 0, words, 0, choice.length);
        words[choice.length] = "--dry-run";
        words[choice.length + 1] = "uptime";
        fleet.run(asked.build(), words);
        return asked.out()
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    private int run(String... arguments) {
        return fleet.run(around.build(), arguments);
    }
}
