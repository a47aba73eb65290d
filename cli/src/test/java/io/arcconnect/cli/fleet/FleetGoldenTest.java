package io.arcconnect.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.Golden;
import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.testkit.ExecReply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fleet} says, word by word; see {@link Golden} for how to renew it. */
@Timeout(90)
class FleetGoldenTest {

    private static EmulatedFleet fleet;

    @TempDir
    private Path home;

    private TestSurroundings around;

    @BeforeAll
    static void start() {
        fleet = new EmulatedFleet(FleetGoldenTest::answer, "web-01", "web-02", "db-01", "sick", "new");
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
            case "check" ->
                name.startsWith("db")
                        ? ExecReply.exit(3, "checking " + name + "\n", "disk full\n")
                        : ExecReply.out("checking " + name + "\nall well\n");
            case "hostile" ->
                ExecReply.exit(
                        0,
                        "\u001b[2J\u001b]0;title\u0007one\ttab\r\nback\rforth\n\u202eevil\u202c\n\u0000\u0007\ufffd no end",
                        "\u001b[31mred\u001b[0m\n");
            default -> ExecReply.out(name + "\n");
        };
    }

    @Test
    void fleet_whenAllAreWell_thenOutputBehindNames() {
        int status = run("-g", "rg-emulator", "-n", "web-01,web-02", "--in-order", "check");

        assertThat(status).isZero();
        compare("well");
    }

    @Test
    void fleet_whenAllAreWellAndJsonIsWanted_thenALineEach() {
        int status = run("-g", "rg-emulator", "-n", "web-01,web-02", "--in-order", "--output", "json", "check");

        assertThat(status).isZero();
        compare("well-json");
    }

    @Test
    void fleet_whenSomeAreSick_thenTheirReasonsAndWhatToDo() {
        int status = run("-g", "rg-emulator", "--in-order", "check");

        assertThat(status).isEqualTo(1);
        compare("sick");
    }

    @Test
    void fleet_whenSomeAreSickAndJsonIsWanted_thenTheirReasonsAndWhatToDo() {
        int status = run("-g", "rg-emulator", "--in-order", "--output", "json", "check");

        assertThat(status).isEqualTo(1);
        compare("sick-json");
    }

    @Test
    void fleet_whenTheCanaryFails_thenTheRestIsSkipped() {
        int status = run(
                "--resource-id",
                fleet.id("db-01"),
                "--resource-id",
                fleet.id("web-01"),
                "--canary",
                "1",
                "--in-order",
                "check");

        assertThat(status).isEqualTo(1);
        compare("canary");
    }

    @Test
    void fleet_whenAMachineIsHostile_thenNothingReachesTheTerminal() {
        assertThat(run("--resource-id", fleet.id("web-01"), "hostile")).isZero();
        compare("hostile");
    }

    @Test
    void fleet_whenAMachineIsHostileAndJsonIsWanted_thenAllOfItEscaped() {
        assertThat(run("--resource-id", fleet.id("web-01"), "--output", "json", "hostile"))
                .isZero();
        compare("hostile-json");
    }

    @Test
    void fleet_whenOnlyAsked_thenWhoIsMeant() {
        assertThat(run("-g", "rg-emulator", "--filter", "*-01", "--dry-run", "check"))
                .isZero();
        compare("dry-run");
    }

    private int run(String... arguments) {
        return fleet.run(around.build(), arguments);
    }

    private void compare(String name) {
        Golden.compare("fleet/" + name + ".txt", "stdout:\n" + around.out() + "stderr:\n" + around.err());
    }
}
