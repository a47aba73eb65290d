package io.arcconnect.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.Golden;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(90)
class DoctorCommandTest {

    private static final Pattern SAMPLE = Pattern.compile("<!-- output: doctor -->\\n```\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path home;

    private static final String SUBSCRIPTION = "00000000-0000-0000-0000-00000000a4c0";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("well").ssh(EmbeddedSsh.create()).enabled())
            .machine(EmulatedMachine.linux("off").ssh(EmbeddedSsh.create()).enabled())
            .machine(EmulatedMachine.linux("new"))
            .start();

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void doctor_whenAllIsWell_thenATableAndZero() {
        int status = run("--resource-id", id("well"));

        assertThat(status).as(out + "" + err).isZero();
        assertThat(out.toString())
                .startsWith("well: healthy (")
                .contains("  ok       ssh.banner", "banner=SSH-2.0-")
                .doesNotContain("What to do");
    }

    @Test
    void doctor_whenSomethingIsAmiss_thenTheFixAndOne() {
        int status = run("--resource-id", id("new"));

        assertThat(status).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("new: not healthy (")
                .contains("  FAILED   endpoint.exists", "service.not_enabled", "What to do: Set it up once")
                .endsWith("Here that is: arcconnect provision --resource-id " + id("new") + System.lineSeparator());
    }

    /** The sample of docs/jobs.md: status, step and fix; what differs from run to run is not compared. */
    @Test
    void doctor_whenTheAgentIsOff_thenAsTheDocumentShowsIt() throws IOException {
        emulator.machine("well").stopAgent();
        emulator.machine("well").status("Disconnected");

        run("--resource-id", id("well"));

        Matcher sample = SAMPLE.matcher(Files.readString(document()));
        assertThat(sample.find()).isTrue();
        List<String> shown = steps(sample.group(1));
        assertThat(shown).hasSize(12);
        assertThat(steps(out.toString())).containsSubsequence(shown);
    }

    private static List<String> steps(String table) {
        return table.lines()
                .map(line -> line.startsWith("What to do")
                        ? line
                        : line.replaceAll("^  (\\S+) +(\\S+) .*$|^  (\\S+) +(\\S+)$", "$1$3 $2$4"))
                .toList();
    }

    private static Path document() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the project");
        }
        return folder.resolve("docs/jobs.md");
    }

    @Test
    void doctor_whenJsonIsWanted_thenOneLineOfIt() {
        int status = run("--resource-id", id("new"), "--json");

        assertThat(status).isEqualTo(1);
        assertThat(out.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("{\"machine\":\"/subscriptions/")
                        .contains("\"healthy\":false", "\"reason\":\"service.not_enabled\"")
                        .endsWith("]}"));
    }

    @Test
    void doctor_whenAUserIsGiven_thenHostKeyAndLoginAsWell() {
        int status = run("--resource-id", id("well"), "--user", "ada");

        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).contains("ssh.algorithms", "ssh.host_key", "shown=SHA256:", "ssh.authentication");
    }

    @Test
    void doctor_whenTheResourceIdIsMalformed_thenTwo() {
        assertThat(run("--resource-id", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("not a machine's resource id");
    }

    @Test
    void doctor_whenTheLoginIsMalformed_thenTwoAndNoStackTrace() {
        assertThat(run("--resource-id", id("well"), "--user", "")).isEqualTo(2);
        assertThat(run("--resource-id", id("well"), "--user", "ada", "--port", "0"))
                .isEqualTo(2);
        assertThat(run("--resource-id", id("well"), "--identity", "key")).isEqualTo(2);

        assertThat(err.toString())
                .contains("a user name must not be empty", "port must be 1 to 65535", "--local-user=NAME")
                .doesNotContain("\tat ");
    }

    private String id(String machine) {
        return emulator.machine(machine).id().resourceId();
    }

    /** Text for people and JSON for programs, word by word; see {@link Golden} for how to renew them. */
    @ParameterizedTest
    @CsvSource({"well, 0", "new, 1", "off, 1"})
    void doctor_whenAsked_thenAsWritten(String machine, int status) {
        if (machine.equals("off")) {
            emulator.machine("off").stopAgent();
        }

        assertThat(run("-g", "rg-emulator", "-n", machine, "--subscription", SUBSCRIPTION))
                .isEqualTo(status);
        out.append("json:\n").append(doctorJson(machine)).append("stderr:\n").append(err.toString());

        Golden.compare("doctor/" + machine + ".txt", out.toString());
    }

    private String doctorJson(String machine) {
        TestSurroundings second = new TestSurroundings(home);
        var unused = run(second, "--resource-id", id(machine), "--output", "json");
        return second.out();
    }

    private int run(String... arguments) {
        TestSurroundings around = new TestSurroundings(home);
        int status = run(around, arguments);
        out.append(around.out());
        err.append(around.err());
        return status;
    }

    private int run(TestSurroundings given, String... arguments) {
        Surroundings around = given.build();
        return new CommandLine(new DoctorCommand(
                        around,
                        options -> emulator.arcConnect()
                                .timing(timing -> timing.dialBudget(Duration.ofMillis(1), Duration.ofMillis(1)))))
                .setOut(around.outText())
                .setErr(around.errText())
                .execute(arguments);
    }
}
