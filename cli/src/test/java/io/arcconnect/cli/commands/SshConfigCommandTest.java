package io.arcconnect.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(90)
class SshConfigCommandTest {

    private static ArcEmulator emulator;

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01"))
                .machine(EmulatedMachine.linux("-odd"))
                .machine(EmulatedMachine.windows("WIN-01"))
                .start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void sshConfig_whenOneMachineIsNamed_thenAzureIsNotAskedAndTheBlocksArePrinted() {
        int asked = emulator.requests().size();

        int status = run("--resource-id", id("web-01"), "--local-user", "ada", "--port", "2222", "--yes");

        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString().lines().toList())
                .hasSize(7)
                .startsWith("Host web-01 rg-emulator-web-01 rg-emulator-web-01-ada")
                .contains(
                        "    HostKeyAlias " + id("web-01").toLowerCase(java.util.Locale.ROOT),
                        "    UserKnownHostsFile \"" + home.resolve(".arcconnect/known_hosts") + "\"",
                        "    ProxyCommand /opt/arcconnect proxy --resource-id " + id("web-01") + " --port 2222 --yes");
        assertThat(emulator.requests()).hasSize(asked);
    }

    @Test
    void sshConfig_whenAGroupIsNamed_thenMachinesThatSshCanNameAreWrittenAndRunsReplaceEachOther() throws Exception {
        Path file = Files.writeString(home.resolve("config"), "Host mine\n");
        String[] group = {"-g", "RG-emulator", "--local-user", "ada", "--file", file.toString()};

        int first = run(group);
        int second = run(group);
        int third = run("-g", "RG-emulator", "--os", "windows", "--local-user", "ada", "--file", file.toString());

        assertThat(List.of(first, second, third)).as(err.toString()).containsOnly(0);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).startsWith("Host mine");
        assertThat(lines.stream().filter(line -> line.startsWith("Host ")))
                .containsExactly(
                        "Host mine",
                        "Host rg-emulator--odd rg-emulator--odd-ada",
                        "Host web-01 rg-emulator-web-01 rg-emulator-web-01-ada",
                        "Host win-01 WIN-01 rg-emulator-win-01 rg-emulator-WIN-01 rg-emulator-win-01-ada"
                                + " rg-emulator-WIN-01-ada",
                        "Host win-01 WIN-01 rg-emulator-win-01 rg-emulator-WIN-01 rg-emulator-win-01-ada"
                                + " rg-emulator-WIN-01-ada");
        assertThat(err.toString()).contains("3 machines in " + file, "try: ssh -F " + file);
        assertThat(home.resolve(".arcconnect")).isDirectory();
    }

    @Test
    void sshConfig_whenNobodyIsNamedWhoCouldLogIn_thenTheWaysAreNamed() {
        int status = run("--resource-id", id("web-01"));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("--local-user", "arcconnect cert");
    }

    @Test
    void sshConfig_whenArgumentsAreBad_thenTwoAndWhatIsWrong() {
        assertThat(run("--resource-id", "x", "--local-user", "ada")).isEqualTo(2);
        assertThat(run("--resource-id", id("web-01"), "--local-user", "a\nProxyCommand x"))
                .isEqualTo(2);
        assertThat(run("--resource-id", id("web-01"), "--os", "linux", "--local-user", "ada"))
                .isEqualTo(2);
        assertThat(run("--subscription", "none", "--local-user", "ada")).isEqualTo(2);
        assertThat(err.toString()).contains("not a machine's resource id", "no such user name", "one is named");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... args) {
        TestSurroundings around = new TestSurroundings(home)
                .set("ARCCONNECT_LAUNCHER", "/opt/arcconnect")
                .set("AZURE_SUBSCRIPTION_ID", emulator.machine("web-01").id().subscriptionId());
        return new CommandLine(new SshConfigCommand(around.build(), options -> emulator.arcConnect()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private static String id(String name) {
        return emulator.machine(name).id().resourceId();
    }
}
