package io.arcconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.OwnerOnly;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.EntraEmulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The table of docs/azure-local.md: its own command lines, in its order, on an emulated Azure Local machine. */
@Timeout(120)
class AzureLocalTableTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=\"<your [^>]+>\"");

    /** What opens a screen of its own is run by tests of its own. */
    private static final Set<String> SCREENS = Set.of("shell", "rdp");

    private static final EntraEmulator ENTRA = EntraEmulator.start().approveEveryCode();
    private static final ArcEmulator ARC = ArcEmulator.builder()
            .machine(EmulatedMachine.windows("win-01")
                    .kind("HCI")
                    .ssh(EmbeddedSsh.create()
                            .password("labadmin", "open sesame")
                            .rdpEcho()))
            .entra(ENTRA)
            .start();

    @TempDir
    private static Path home;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeAll
    static void describe() throws IOException, CertificateEncodingException {
        Files.writeString(home.resolve("ca.pem"), pem(ARC.authority()) + pem(ENTRA.authority()));
        Files.writeString(
                home.resolve("cloud.json"),
                "{\"resourceManager\":\"" + ARC.endpoint() + "\",\"authority\":\"https://localhost:" + ENTRA.port()
                        + "\",\"trust\":\"ca.pem\"}");
        OwnerOnly.write(
                home.resolve("token"),
                ARC.credential()
                        .getToken(new TokenRequestContext())
                        .blockOptional(LIMIT)
                        .orElseThrow()
                        .getToken());
    }

    @AfterAll
    static void stop() {
        ARC.close();
        ENTRA.close();
    }

    @TestFactory
    Stream<DynamicTest> here_whenRunInOrder_thenEachDoesWhatTheArticleWants() throws IOException {
        variables.put("AZURE_SUBSCRIPTION_ID", ARC.machine("win-01").id().subscriptionId());
        return rows().stream()
                .map(row -> row.get(1))
                .flatMap(cell -> SPAN.matcher(cell).results().map(span -> span.group(1)))
                .filter(span -> span.startsWith("./arcconnect ")
                        || ASSIGNMENT.matcher(span).matches())
                .map(span -> dynamicTest(span, () -> run(span)));
    }

    @Test
    void table_whenCompared_thenItHasEveryCommandOfTheArticle() throws IOException {
        String theirs = String.join("\n", rows().stream().map(row -> row.get(0)).toList());

        assertThat(theirs)
                .contains(
                        "az extension add --upgrade --name connectedmachine",
                        "az extension add --upgrade --name ssh",
                        "az login --use-device-code",
                        "$resourceGroup=",
                        "$serverName = ",
                        "$location = ",
                        "$localUser = ",
                        "az connectedmachine extension create --name WindowsOpenSSH --type WindowsOpenSSH",
                        "--location westeurope",
                        "az ssh arc --resource-group $resourceGroup --name $serverName --local-user $localUser`",
                        "az ssh arc --resource-group $resourceGroup --name $serverName --local-user $localUser --rdp`");
    }

    @Test
    void table_whenItNamesAPeersOption_thenItIsOurs() throws IOException {
        for (List<String> row : rows()) {
            if (row.get(0).startsWith("`az ") && row.get(1).startsWith("`./arcconnect ")) {
                List<String> options = Arrays.stream(row.get(0).split("[ `]", -1))
                        .filter(word ->
                                word.startsWith("--") && !word.equals("--rdp") && !word.equals("--use-device-code"))
                        .toList();
                assertThat(options).allSatisfy(option -> assertThat(row.get(1)).contains(option));
            }
        }
    }

    private void run(String line) {
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (assignment.matches()) {
            variables.put(assignment.group(1), yours(assignment.group(1)));
            return;
        }
        String[] arguments =
                Arrays.stream(line.split(" ", -1)).skip(1).map(this::expanded).toArray(String[]::new);
        if (SCREENS.contains(arguments[0])) {
            assertThat(arguments)
                    .contains("--resource-group", "rg-emulator", "--name", "win-01", "--local-user", "labadmin");
            return;
        }
        TestSurroundings around = new TestSurroundings(home)
                .set("HOME", home.toString())
                .set("AZURE_SUBSCRIPTION_ID", expanded("$AZURE_SUBSCRIPTION_ID"))
                .set("ARCCONNECT_CLOUD", home.resolve("cloud.json").toString())
                .set("ARCCONNECT_TOKEN_FILE", home.resolve("token").toString());

        Azure quick = options ->
                Azure.in(around.build()).builder(options).timing(timing -> timing.pollInterval(Duration.ofMillis(5)));
        int status =
                ArcConnectCommand.commandLine(around.build(), quick, arguments).execute(arguments);

        assertThat(status).as(around.out() + around.err()).isZero();
        assertThat(around.out() + around.err()).contains(expected(line));
    }

    /** What a reader of the article would look for. */
    private static String expected(String line) {
        if (line.contains("--device-code")) {
            return "microsoft.com/devicelogin";
        }
        if (line.contains("--output json")) {
            return "\"provisioningState\":\"Succeeded\"";
        }
        if (line.contains(" extensions ")) {
            return "OpenSSH Successfully enabled";
        }
        return line.contains(" doctor ") ? "win-01: healthy" : "win-01";
    }

    private static String yours(String variable) {
        return switch (variable) {
            case "resourceGroup" -> ARC.machine("win-01").id().resourceGroup();
            case "serverName" -> "win-01";
            case "localUser" -> "labadmin";
            default -> throw new IllegalArgumentException("not a variable of the article: " + variable);
        };
    }

    private String expanded(String word) {
        return Pattern.compile("\\$(\\w+)")
                .matcher(word)
                .replaceAll(variable -> Matcher.quoteReplacement(value(variable)));
    }

    private String value(MatchResult variable) {
        return Objects.requireNonNull(variables.get(variable.group(1)), () -> "not set: " + variable.group(1));
    }

    private static List<List<String>> rows() throws IOException {
        List<List<String>> rows = Files.readString(document(), StandardCharsets.UTF_8)
                .lines()
                .dropWhile(line -> !line.startsWith("| The article"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
                .toList();
        assertThat(rows)
                .hasSizeGreaterThan(12)
                .allSatisfy(row -> assertThat(row).hasSize(2));
        return rows;
    }

    private static Path document() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the project");
        }
        return folder.resolve("docs/azure-local.md");
    }

    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
