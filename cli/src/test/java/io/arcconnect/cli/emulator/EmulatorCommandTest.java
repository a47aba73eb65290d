package io.arcconnect.cli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.cli.console.TestSurroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(90)
class EmulatorCommandTest {

    @TempDir
    private Path home;

    private final StringBuilder said = new StringBuilder();

    @Test
    void emulator_whenACommandIsGiven_thenItHasTheVariablesAndItsStatusCounts() {
        Path folder = home.resolve("emulator");

        int status = run(
                "--directory",
                folder.toString(),
                "--machine",
                "linux:lin-01",
                "--",
                "sh",
                "-c",
                "test -r \"$ARCCONNECT_CLOUD\" && test -r \"$ARCCONNECT_TOKEN_FILE\" && test -n \"$AZURE_SUBSCRIPTION_ID\" && exit 7");

        assertThat(status).as(said.toString()).isEqualTo(7);
        assertThat(folder).doesNotExist();
    }

    @Test
    void emulator_whenItsFolderIsMade_thenOnlyTheOwnerMayReadIt() throws IOException {
        Path folder = home.resolve("emulator");

        run(
                "--directory",
                folder.toString(),
                "--",
                "sh",
                "-c",
                "cd \"$ARCCONNECT_EMULATOR\" && stat -c '%a %n' . * > ../modes && cp facts.json known_hosts ..");

        assertThat(Files.readAllLines(home.resolve("modes")))
                .contains("700 .", "600 token", "600 password", "600 id_ecdsa", "600 azure.env", "600 cloud.json");
        assertThat(home.resolve("facts.json"))
                .content()
                .contains("\"osType\":\"windows\"", "machines/lin-01", "\"hostKey\":\"SHA256:");
        assertThat(home.resolve("known_hosts")).content().contains("machines/win-01 ecdsa-sha2-nistp256 AAAA");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }

    @Test
    void emulator_whenAnArgumentIsBad_thenTwo() throws IOException {
        Files.createFile(home.resolve("something"));

        for (List<String> bad : List.of(
                List.of("--machine", "bsd:one"),
                List.of("--machine", "linux:no/slash"),
                List.of("--ssh", "lin-01"),
                List.of("--ssh", "192.0.2.1:22"),
                List.of("--env", "--", "true"),
                List.of("--directory", home.toString()))) {
            assertThat(run(bad.toArray(String[]::new))).as(bad.toString()).isEqualTo(2);
        }
    }

    @Test
    void text_whenAValueHasQuotes_thenEachShellReadsTheSame() {
        Map<String, String> variables = new LinkedHashMap<>(Map.of("A", "it's"));

        assertThat(Stream.of(ShellKind.values()).map(kind -> kind.text(variables)))
                .containsExactly("export A='it'\\''s'\n", "set -gx A 'it\\'s'\n", "$env:A = 'it''s'\n");
    }

    @Test
    void azure_whenStarted_thenItAcceptsWhomEntraKnows() throws IOException {
        try (EmulatedAzure azure = new EmulatedAzure(
                List.of(MachineWish.parse("linux:lin-01:new")),
                List.of(),
                LoginKey.create().pair().getPublic(),
                home,
                false)) {
            assertThat(azure.arc().machine("lin-01").servicePort("SSH")).isEmpty();
            assertThat(azure.arc()
                            .credential()
                            .getToken(new TokenRequestContext().addScopes("any"))
                            .block()
                            .getToken())
                    .startsWith("test-");
        }
    }

    private int run(String... arguments) {
        TestSurroundings around = new TestSurroundings(home);
        int status = new CommandLine(new EmulatorCommand(around.build()))
                .setErr(around.build().errText())
                .execute(arguments);
        said.append(around.out()).append(around.err());
        return status;
    }
}
