package io.arcconnect.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.cli.run.Failures;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(90)
class ListingCommandsTest {

    private static final ArcEmulator ARC = ArcEmulator.builder()
            .pageSize(2)
            .machine(EmulatedMachine.linux("web-01").state(shown -> shown.tags(Map.of("env", "prod"))))
            .machine(EmulatedMachine.linux("web-02").status("Disconnected"))
            .machine(EmulatedMachine.linux("db-01").state(shown -> shown.tags(Map.of("env", "test"))))
            .machine(EmulatedMachine.windows("win-01")
                    .kind("HCI")
                    .extension("WindowsOpenSSH", "Microsoft.Azure.OpenSSH", "WindowsOpenSSH", "3.0.1.0", "Succeeded")
                    .extension("Broken", "Contoso", "Thing", "1.0", "Failed"))
            .start();

    @TempDir
    private Path home;

    private TestSurroundings around = new TestSurroundings(Path.of("no-home"));

    @AfterAll
    static void stop() {
        ARC.close();
    }

    @Test
    void machines_whenAllAreWanted_thenATableAndWhoseTheyAre() {
        assertThat(machines()).isZero();

        assertThat(around.out().lines()).hasSize(5).first().asString().startsWith("NAME");
        assertThat(around.out()).containsPattern("web-01 +Connected +Debian.*rg-emulator +westeurope +- +env=prod");
        assertThat(around.err())
                .isEqualToIgnoringNewLines("4 machines in " + subscription() + ", by AZURE_SUBSCRIPTION_ID");
    }

    @Test
    void machines_whenFiltered_thenThoseThatMatchEveryOption() {
        assertThat(names("--status", "connected", "--os", "linux"))
                .contains("web-01", "db-01")
                .doesNotContain("web-02");
        assertThat(names("--tag", "env=prod")).contains("web-01").doesNotContain("db-01");
        assertThat(names("--tag", "env")).contains("web-01", "db-01").doesNotContain("win-01");
        assertThat(names("--name", "WEB-0?")).contains("web-01", "web-02").doesNotContain("db-01");
        assertThat(names("-g", "rg-emulator", "--name", "w*", "--os", "windows"))
                .contains("win-01")
                .doesNotContain("web-01");
    }

    @Test
    void machines_whenJsonIsWanted_thenALineForEach() {
        assertThat(machines("--output", "json", "--name", "win-*")).isZero();

        assertThat(around.out().lines())
                .singleElement()
                .asString()
                .startsWith("{\"id\":\"/subscriptions/")
                .contains("\"name\":\"win-01\"", "\"status\":\"Connected\"", "\"kind\":\"HCI\"");
    }

    @Test
    void machines_whenTheGroupIsNotThere_thenThatIsSaid() {
        assertThat(machines("-g", "nowhere")).isIn(0, Failures.STATUS);
        assertThat(around.out() + around.err()).contains("nowhere").doesNotContain("web-01");
    }

    @Test
    void extensions_whenListed_thenNameTypeVersionStateAndMessage() {
        assertThat(extensions("win-01")).isZero();

        assertThat(around.out())
                .containsPattern("NAME +PUBLISHER +TYPE +VERSION +STATE +MESSAGE")
                .containsPattern("WindowsOpenSSH +Microsoft.Azure.OpenSSH +WindowsOpenSSH +3.0.1.0 +Succeeded")
                .containsPattern("Broken +Contoso +Thing +1.0 +Failed");
    }

    @Test
    void extensions_whenJsonIsWanted_thenALineForEachInAzuresForm() {
        assertThat(extensions("win-01", "--output", "json")).isZero();

        assertThat(around.out().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("{\"id\":").contains("\"properties\":{\"publisher\":"));
    }

    @Test
    void extensions_whenThereAreNone_thenThatIsSaid() {
        assertThat(extensions("db-01")).isZero();

        assertThat(around.err()).contains("db-01 has no extensions");
    }

    @Test
    void extensions_whenThereIsNoMachine_thenTheCode() {
        assertThat(extensions("gone")).isEqualTo(Failures.STATUS);

        assertThat(around.err()).startsWith("arcconnect: arm.machine_not_found gone: ");
    }

    private String names(String... arguments) {
        around = new TestSurroundings(home);
        assertThat(machines(arguments)).as(around.err()).isZero();
        return around.out();
    }

    private int machines(String... arguments) {
        return run(
                new MachinesCommand(
                        options -> ARC.arcConnect(),
                        around.set("AZURE_SUBSCRIPTION_ID", subscription()).build()),
                arguments);
    }

    private int extensions(String machine, String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "-g";
        all[1] = "rg-emulator";
        all[2] = "-n";
        all[3] = machine;
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return run(
                new ExtensionsCommand(
                        options -> ARC.arcConnect(),
                        around.set("AZURE_SUBSCRIPTION_ID", subscription()).build()),
                all);
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(around.build().outText())
                .setErr(around.build().errText())
                .setExecutionExceptionHandler(new Failures())
                .execute(arguments);
    }

    private static String subscription() {
        return ARC.machine("web-01").id().subscriptionId();
    }
}
