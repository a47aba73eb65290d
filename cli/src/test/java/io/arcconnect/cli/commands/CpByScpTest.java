package io.arcconnect.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.cli.console.TestSurroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server without SFTP, whose shell and scp are this computer's. */
@Timeout(120)
class CpByScpTest {

    @TempDir
    static Path folder;

    private static EmulatedHost host;

    @TempDir
    Path here;

    private TestSurroundings around;

    @BeforeAll
    static void start() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/scp")), "skipped: scp is not installed");
        host = new EmulatedHost(folder, ssh -> ssh.systemShell());
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
    void cp_whenTheServerHasNoSftp_thenScpCarriesIt() throws IOException {
        Path there = Files.createDirectory(here.resolve("there"));
        Path tree = Files.createDirectories(here.resolve("tree/sub"));
        Files.writeString(tree.resolve("it's"), "x");

        int up = cp("-r", "--output", "json", here.resolve("tree").toString(), ":" + there);
        int down = cp(":" + there + "/tree/sub/it's", here.resolve("back").toString());

        assertThat(up).as(around.err()).isZero();
        assertThat(down).as(around.err()).isZero();
        assertThat(there.resolve("tree/sub/it's")).hasContent("x");
        assertThat(here.resolve("back")).hasContent("x");
        assertThat(around.out()).startsWith("{\"protocol\":\"scp\",\"files\":1,");
    }

    @Test
    void cp_whenSftpIsInsistedOn_then255AndTheCode() throws IOException {
        Path file = Files.writeString(here.resolve("f"), "f");

        int status = cp("--protocol", "sftp", file.toString(), ":" + here.resolve("g"));

        assertThat(status).isEqualTo(255);
        assertThat(around.err()).contains("arcconnect: sftp.unavailable web-01: ");
        assertThat(here.resolve("g")).doesNotExist();
    }

    @Test
    void cp_whenScpCannotDoWhatIsWanted_thenTwoAndNothingIsCarried() throws IOException {
        Path file = Files.writeString(here.resolve("f"), "f");

        int status = cp("--protocol", "scp", "--resume", file.toString(), ":" + here.resolve("g"));

        assertThat(status).isEqualTo(2);
        assertThat(around.err()).contains("SCP can neither resume nor verify nor copy links");
        assertThat(here.resolve("g")).doesNotExist();
    }

    private int cp(String... arguments) {
        return host.run(around, CpCommand::new, arguments);
    }
}
