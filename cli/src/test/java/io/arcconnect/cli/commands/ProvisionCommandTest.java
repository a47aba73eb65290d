package io.arcconnect.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.cli.run.Failures;
import io.arcconnect.model.Receipt;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.RecordedRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(90)
class ProvisionCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.windows("web-01").ssh(EmbeddedSsh.create()))
            .unregistered("Microsoft.HybridConnectivity", 2)
            .start();
    private final TestSurroundings around = new TestSurroundings(Path.of("no-home"));
    private Optional<String> typed = Optional.empty();

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void provision_whenThePersonAgrees_thenThePlanIsShownAndDoneAndTheReceiptKept() throws IOException {
        typed = Optional.of("web-01");
        Path receipt = folder.resolve("receipt.json");

        int status = run("--resource-id", id(), "--register-provider", "--receipt", receipt.toString());

        assertThat(status).as(out + "" + err).isZero();
        assertThat(around.terminal().questions()).containsExactly("Type web-01 to do this: ");
        assertThat(out.toString())
                .contains(
                        "web-01: 4 changes",
                        "needs Microsoft.HybridConnectivity/register/action",
                        "service-configuration SSH: written, 22");
        assertThat(err.toString())
                .contains("writing: install the extension WindowsOpenSSH", "verified: an SSH server answers: SSH-2.0-");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(receipt)))
                .isEqualTo("rw-------");
        assertThat(Receipt.parse(Files.readString(receipt)).changes()).hasSize(4);
        assertThat(folder)
                .isDirectoryContaining(file -> file.equals(receipt))
                .isDirectoryNotContaining("glob:**.receipt-*");
    }

    @Test
    void provision_whenThePersonDeclines_thenNothingIsWrittenAndOne() {
        typed = Optional.of("no");

        int status = run("--resource-id", id(), "--register-provider");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("Declined. Nothing was written.");
        assertNothingWritten();
    }

    @Test
    void provision_whenNobodyIsThereAndNoConsentIsGiven_thenItRefuses() {
        int status = run("--resource-id", id(), "--register-provider");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("Add --yes to agree");
        assertNothingWritten();
    }

    @Test
    void provision_whenSomethingIsInTheWay_thenItIsShownAndNobodyIsAsked() {
        int status = run("--resource-id", id(), "--yes");

        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).contains("In the way: arm.provider_not_registered");
        assertNothingWritten();
    }

    @Test
    void provision_whenItFailsHalfWay_thenTheReceiptIsKeptAndTheNextRunGoesOnWithIt() throws IOException {
        Path receipt = folder.resolve("receipt.json");
        String action = "Microsoft.HybridConnectivity/endpoints/serviceConfigurations/write";
        String[] arguments = {"--resource-id", id(), "--register-provider", "--yes", "--receipt", receipt.toString()};
        emulator.deny(action);

        int first = run(arguments);
        Receipt half = Receipt.parse(Files.readString(receipt));
        emulator.allow(action);
        int second = run(arguments);

        assertThat(first).isEqualTo(Failures.STATUS);
        assertThat(err.toString()).contains("arm.forbidden");
        assertThat(half.changes()).hasSize(3);
        assertThat(second).as(out + "" + err).isZero();
        assertThat(Receipt.parse(Files.readString(receipt)).changes()).hasSize(4);
        assertThat(run("--remove", receipt.toString(), "--yes")).isZero();
        assertThat(emulator.machine("web-01").servicePort("SSH")).isEmpty();
    }

    @Test
    void remove_whenThePersonAgrees_thenUndoneAndWhatStaysIsSaid() {
        Path receipt = folder.resolve("receipt.json");
        run("--resource-id", id(), "--register-provider", "--yes", "--receipt", receipt.toString());
        typed = Optional.of("web-01");

        int status = run("--remove", receipt.toString());

        assertThat(status).as(out + "" + err).isZero();
        assertThat(around.terminal().questions()).containsExactly("Type web-01 to undo this: ");
        assertThat(out.toString())
                .contains(
                        "service-configuration SSH: undone, deleted",
                        "endpoint default: undone, deleted",
                        "extension WindowsOpenSSH: undone, deleted",
                        "provider Microsoft.HybridConnectivity: left, registrations of the subscription are never undone");
    }

    @Test
    void remove_whenSomebodyHasChangedItSince_thenRefusedAndOne() {
        Path receipt = folder.resolve("receipt.json");
        run("--resource-id", id(), "--register-provider", "--yes", "--receipt", receipt.toString());
        emulator.machine("web-01").configureService("SSH", 2222);

        int status = run("--remove", receipt.toString(), "--yes");

        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).contains("service-configuration SSH: refused");
    }

    @Test
    void provision_whenTheArgumentsAreBad_thenTwo() {
        assertThat(run("--resource-id", "/subscriptions/x")).isEqualTo(2);
        assertThat(run("--resource-id", id(), "--port", "70000")).isEqualTo(2);
        assertThat(run("--yes")).isEqualTo(2);
        assertThat(err.toString()).contains("not a machine's resource id", "port must be 1 to 65535");
    }

    @Test
    void extension_whenInThePeersWords_thenThatOneIsInstalledAndNothingElse() {
        int status = run(peer("--yes", "--location", "West Europe", "--settings", "{\"port\":22}"));

        assertThat(status).as(out + "" + err).isZero();
        assertThat(out.toString())
                .contains(
                        "web-01: install the extension OurSsh (Microsoft.Azure.OpenSSH/WindowsOpenSSH 3.0.1.0)",
                        "OurSsh on web-01: created, Succeeded, version 3.0.1.0");
        assertThat(emulator.machine("web-01").servicePort("SSH")).isEmpty();
        assertThat(emulator.requests().stream().filter(RecordedRequest::isWrite))
                .hasSize(1);
    }

    @Test
    void extension_whenJsonIsWanted_thenOneLineAsTheAzureCliShowsItAndNothingElse() {
        int status = run(peer("--yes", "--output", "json"));

        assertThat(status).as(out + "" + err).isZero();
        assertThat(out.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("{\"id\":\"/subscriptions/")
                        .contains(
                                "\"name\":\"OurSsh\"",
                                "\"properties\":{\"publisher\":\"Microsoft.Azure.OpenSSH\"",
                                "\"provisioningState\":\"Succeeded\""));
    }

    @Test
    void extension_whenThePersonDeclines_thenNothingIsWritten() {
        typed = Optional.of("no");

        assertThat(run(peer())).isEqualTo(1);
        assertNothingWritten();
    }

    @Test
    void extension_whenTheMachineIsElsewhere_thenNothingIsWritten() {
        assertThat(run(peer("--yes", "--location", "northeurope"))).isEqualTo(Failures.STATUS);

        assertThat(err.toString()).contains("the machine is in westeurope, not in northeurope");
        assertNothingWritten();
    }

    @Test
    void extension_whenTheArgumentsAreBad_thenTwo() {
        assertThat(run("--resource-id", id(), "--type", "WindowsOpenSSH")).isEqualTo(2);
        assertThat(run(peer("--settings", "[1]"))).isEqualTo(2);
        assertThat(run("--remove", "x", "--type", "y")).isEqualTo(2);
        assertThat(run("--remove", "x", "--receipt", "y")).isEqualTo(2);
        assertThat(run(peer("--yes", "--receipt", "x", "--entra-login"))).isEqualTo(2);
        assertNothingWritten();
        assertThat(err.toString())
                .contains(
                        "an extension needs --publisher and --type",
                        "--settings",
                        "--remove needs nothing else",
                        "--receipt: only for making a machine reachable, not for --remove",
                        "--entra-login, --receipt: only for making a machine reachable, not for a single extension");
    }

    private String[] peer(String... more) {
        return Stream.concat(
                        Stream.of(
                                "--name",
                                "OurSsh",
                                "--type",
                                "WindowsOpenSSH",
                                "--publisher",
                                "Microsoft.Azure.OpenSSH",
                                "--type-handler-version",
                                "3.0.1.0",
                                "--machine-name",
                                "web-01",
                                "--resource-group",
                                "rg-emulator",
                                "--subscription",
                                emulator.machine("web-01").id().subscriptionId()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void provision_whenJsonIsWanted_thenTheReceiptIsTheOnlyLine() {
        int status = run("--resource-id", id(), "--register-provider", "--yes", "--output", "json");

        assertThat(status).as(out + "" + err).isZero();
        assertThat(out.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(Receipt.parse(line).changes()).hasSize(4));
        assertThat(err.toString()).contains("web-01: 4 changes");
    }

    @Test
    void remove_whenThereIsNoReceipt_thenOne() {
        assertThat(run("--remove", folder.resolve("none.json").toString(), "--yes"))
                .isEqualTo(Failures.STATUS);
        assertThat(err.toString())
                .startsWith("arcconnect: there is no receipt ")
                .contains("none.json");
    }

    @Test
    void remove_whenTheFileIsNoReceipt_thenOneAndItIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "milk");

        assertThat(run("--remove", file.toString(), "--yes")).isEqualTo(Failures.STATUS);
        assertThat(err.toString()).contains("notes.txt is not a receipt").doesNotContain("\tat ");
    }

    @Test
    void provision_whenTheReceiptCannotBeKept_thenNothingIsWritten() {
        String receipt = folder.resolve("missing/receipt.json").toString();

        int status = run("--resource-id", id(), "--register-provider", "--yes", "--receipt", receipt);

        assertThat(status).isEqualTo(Failures.STATUS);
        assertThat(err.toString()).contains("cannot keep a receipt in", "missing");
        assertNothingWritten();
    }

    private String id() {
        return emulator.machine("web-01").id().resourceId();
    }

    private int run(String... arguments) {
        typed.ifPresent(around.terminal()::types);
        ProvisionCommand command = new ProvisionCommand(options -> emulator.arcConnect(), around.build());
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler(new Failures())
                .execute(arguments);
    }

    private void assertNothingWritten() {
        assertThat(emulator.requests())
                .noneMatch(RecordedRequest::isWrite)
                .noneMatch(request -> request.path().endsWith("/register"));
    }
}
