package io.arcconnect.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.TestSurroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The desktop client is a shell script, which says what it was given. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the client of this test is a shell script")
class RdpCommandTest {

    @TempDir
    static Path folder;

    private static EmulatedHost host;

    @TempDir
    Path here;

    private TestSurroundings around;

    @BeforeAll
    static void start() {
        host = new EmulatedHost(folder, ssh -> ssh.rdpEcho());
    }

    @AfterAll
    static void stop() {
        if (host != null) {
            host.close();
        }
    }

    @BeforeEach
    void begin() {
        around = new TestSurroundings(here);
    }

    @Test
    void rdp_whenTheClientEnds_thenItHadWhatWasAskedFor() throws IOException {
        Path client = client("cp \"$1\" '" + here.resolve("seen.rdp") + "'; exit 2");

        int status = rdp(
                "--client",
                client.toString(),
                "--windows-user",
                "CONTOSO\\ada",
                "--size",
                "1280x800",
                "--share",
                "clipboard,smart-cards",
                "--rdp-file",
                here.resolve("kept.rdp").toString());
        String seen = Files.readString(here.resolve("seen.rdp"), StandardCharsets.UTF_16);

        assertThat(status).as(around.err()).isZero();
        assertThat(seen)
                .contains("full address:s:127.0.0.1:", "username:s:CONTOSO\\ada", "desktopwidth:i:1280")
                .contains("redirectclipboard:i:1", "redirectsmartcards:i:1", "redirectprinters:i:0");
        assertThat(Files.readString(here.resolve("kept.rdp"), StandardCharsets.UTF_16))
                .contains("username:s:CONTOSO\\ada");
        assertThat(around.out()).matches("127\\.0\\.0\\.1:\\d+ leads to the desktop, and .*kept.rdp opens it\\R");
    }

    @Test
    void rdp_whenFreeRdpIsToBeAnswered_thenThePasswordIsOnItsInputOnly() throws IOException {
        Path client = client("cat > '" + here.resolve("input") + "'; echo \"$@\" > '" + here.resolve("argv") + "'");
        Path password = Files.writeString(here.resolve("password"), "correct horse\nbattery\n");

        int status =
                rdp("--client", client.toString(), "--windows-password-file", password.toString(), "--output", "json");

        assertThat(status).as(around.err()).isZero();
        assertThat(here.resolve("input")).hasContent("correct horse");
        assertThat(Files.readString(here.resolve("argv"))).doesNotContain("correct");
        assertThat(around.out().lines()).hasSize(2);
        assertThat(around.out())
                .containsPattern("\\{\"event\":\"listening\",\"address\":\"127.0.0.1:\\d+\",\"port\":\\d+\\}")
                .contains("{\"event\":\"client_ended\",\"client\":\"", "\"status\":0,\"orderly\":true}");
    }

    @Test
    void rdp_whenTheClientFails_then255AndTheCode() throws IOException {
        int status = rdp("--client", client("echo no display >&2; exit 131").toString());

        assertThat(status).isEqualTo(255);
        assertThat(around.err()).contains("arcconnect: rdp.client_failed: ", "no display");
    }

    @Test
    void rdp_whenArgumentsDoNotFit_thenTwo() {
        assertThat(rdp("--size", "huge")).isEqualTo(2);
        assertThat(rdp("--share", "everything")).isEqualTo(2);
        assertThat(rdp("--local-port", "70000")).isEqualTo(2);
        assertThat(rdp("--no-launch", "--client", "x")).isEqualTo(2);
        assertThat(rdp("--windows-password-file", "a", "--windows-password-env", "B"))
                .isEqualTo(2);

        assertThat(around.err())
                .contains(
                        "a size is 1280x800, full or all", "nothing that can be shared: everything; there is clipboard")
                .contains("--no-launch and --client do not go together");
    }

    private Path client(String script) throws IOException {
        Path client = Files.writeString(here.resolve("xfreerdp"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwx------"));
    }

    private int rdp(String... arguments) {
        return host.run(around, RdpCommand::new, arguments);
    }
}
