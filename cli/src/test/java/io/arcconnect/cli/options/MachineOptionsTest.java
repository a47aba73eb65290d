package io.arcconnect.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class MachineOptionsTest {

    private static final String ONE = "11111111-2222-3333-4444-555555555555";
    private static final String TWO = "aaaaaaaa-2222-3333-4444-555555555555";

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void machine_whenGroupAndNameAreGiven_thenAnArcMachineOfThatSubscription() {
        assertThat(id("-g", "rg", "-n", "web-01", "--subscription", ONE))
                .isEqualTo("/subscriptions/" + ONE
                        + "/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/web-01");
    }

    @Test
    void machine_whenATypeIsGiven_thenThatTypeInThePeersWords() {
        assertThat(id("-g", "rg", "--vm-name", "a", "--subscription", ONE, "--resource-type", "microsoft.scvmm"))
                .endsWith("/providers/Microsoft.ScVmm/virtualMachines/a");
        assertThat(id(
                        "-g",
                        "rg",
                        "--name",
                        "a",
                        "--subscription",
                        ONE,
                        "--resource-type",
                        "Microsoft.azurestackhci/virtualmachines"))
                .endsWith("/providers/Microsoft.AzureStackHCI/virtualMachines/a");
        assertThatThrownBy(() -> id("-g", "rg", "-n", "a", "--resource-type", "Microsoft.Compute/virtualMachines"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("no type that an Arc agent serves")
                .hasMessageContaining("Microsoft.HybridCompute/machines");
    }

    @Test
    void machine_whenNoSubscriptionIsGiven_thenTheEnvironmentsAndThenTheAzureClis() throws IOException {
        profile();

        assertThat(id("-g", "rg", "-n", "a")).startsWith("/subscriptions/" + TWO + "/");

        environment.put("AZURE_SUBSCRIPTION_ID", ONE);

        assertThat(id("-g", "rg", "-n", "a")).startsWith("/subscriptions/" + ONE + "/");
    }

    @Test
    void machine_whenTheSubscriptionIsNamed_thenByTheAzureClisName() throws IOException {
        profile();

        assertThat(id("-g", "rg", "-n", "a", "--subscription", "production")).startsWith("/subscriptions/" + ONE + "/");
        assertThatThrownBy(() -> id("-g", "rg", "-n", "a", "--subscription", "nowhere"))
                .hasMessageContaining("no subscription named \"nowhere\"");
        assertThatThrownBy(() -> id("-g", "rg", "-n", "a", "--subscription", "Twice"))
                .hasMessageContaining("2 subscriptions are named \"Twice\"");
    }

    @Test
    void machine_whenNothingNamesASubscription_thenTheThreeWaysAreSaid() {
        assertThatThrownBy(() -> id("-g", "rg", "-n", "a"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--subscription")
                .hasMessageContaining("AZURE_SUBSCRIPTION_ID")
                .hasMessageContaining("az account set");
    }

    @Test
    void machine_whenNamedTwiceOrHalf_thenRefused() {
        assertThatThrownBy(() -> id("-g", "rg")).hasMessageContaining("--resource-group and --name");
        assertThatThrownBy(() -> id("--resource-id", "x", "-n", "a")).hasMessageContaining("name the machine once");
    }

    @Test
    void cloud_whenAFileIsMalformed_thenItIsSaidWhatAndWhere() throws IOException {
        assertThatThrownBy(() -> Cloud.named(home.resolve("none.json").toString()))
                .hasMessageContaining("public, usgov, china or a cloud file");
        assertThatThrownBy(() -> Cloud.named(file("{")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a JSON object");
        assertThatThrownBy(() -> Cloud.named(file("{}"))).hasMessageContaining("no resourceManager");
        assertThatThrownBy(() -> Cloud.named(file("{\"resourceManager\":\"http://a\"}")))
                .hasMessageContaining("must be https");
        assertThatThrownBy(() -> Cloud.named(file("{\"resourceManager\":\"https://a\",\"autority\":\"https://b\"}")))
                .hasMessageContaining("unknown [autority]");
        assertThatThrownBy(() -> Cloud.named(file("{\"resourceManager\":\"https://a\",\"trust\":\"no.pem\"}")))
                .hasMessageContaining("cannot read")
                .hasMessageContaining("no.pem");
    }

    @Test
    void cloud_whenItIsOneOfMicrosofts_thenItsAuthority() {
        assertThat(Cloud.named("public").authority()).isEmpty();
        assertThat(Cloud.named("AzureUSGovernment").authority())
                .hasValueSatisfying(uri -> assertThat(uri).hasHost("login.microsoftonline.us"));
        assertThat(Cloud.named("china").authority())
                .hasValueSatisfying(uri -> assertThat(uri).hasHost("login.chinacloudapi.cn"));
    }

    private String file(String json) throws IOException {
        return Files.writeString(home.resolve("cloud.json"), json).toString();
    }

    /** As the Azure CLI writes it, byte order mark included. */
    private void profile() throws IOException {
        environment.put("HOME", home.toString());
        Files.createDirectory(home.resolve(".azure"));
        Files.writeString(
                home.resolve(".azure/azureProfile.json"),
                "\uFEFF{\"installationId\": \"x\", \"subscriptions\": ["
                        + "{\"id\": \"" + ONE
                        + "\", \"name\": \"Production\", \"state\": \"Enabled\", \"isDefault\": false},"
                        + "{\"id\": \"" + TWO + "\", \"name\": \"Twice\", \"isDefault\": true},"
                        + "{\"id\": \"cccccccc-2222-3333-4444-555555555555\", \"name\": \"twice\", \"isDefault\": false}]}");
    }

    private String id(String... arguments) {
        Options options = new Options();
        new CommandLine(options).parseArgs(arguments);
        return options.machine.machine(environment).resourceId();
    }

    @Command
    private static final class Options {

        @Mixin
        private final MachineOptions machine = new MachineOptions();
    }
}
