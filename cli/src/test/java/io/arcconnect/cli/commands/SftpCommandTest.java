package io.arcconnect.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.cli.sftp.Dialogue;
import io.arcconnect.ssh.Sftp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SftpCommandTest {

    @TempDir
    static Path folder;

    private static EmulatedHost host;
    private static Path there;

    @TempDir
    Path here;

    private TestSurroundings around;

    @BeforeAll
    static void start() throws IOException {
        there = Files.createDirectory(folder.resolve("there"));
        host = new EmulatedHost(folder, ssh -> ssh.files(there));
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
    void sftp_whenABatchDoesEverything_thenTheMachineHasIt() throws IOException {
        Files.writeString(here.resolve("a b.txt"), "hello");
        Files.createDirectory(here.resolve("tree"));
        Files.writeString(here.resolve("tree/x"), "x");

        int status = sftp(
                "# a comment",
                "",
                "lcd " + here,
                "mkdir work",
                "cd work",
                "put \"a b.txt\"",
                "put -r tree",
                "chmod 640 a\\ b.txt",
                "rename 'a b.txt' moved.txt",
                "ln -s moved.txt link",
                "get moved.txt back.txt",
                "get -r tree tree2",
                "pwd",
                "ls",
                "ls -l m*",
                "lmkdir more",
                "lls",
                "rm tree/x",
                "rmdir tree",
                "bye",
                "mkdir never");

        assertThat(status).as(around.err()).isZero();
        assertThat(there.resolve("work/moved.txt")).hasContent("hello");
        assertThat(Files.getPosixFilePermissions(there.resolve("work/moved.txt")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Files.readSymbolicLink(there.resolve("work/link"))).hasToString("moved.txt");
        assertThat(here.resolve("back.txt")).hasContent("hello");
        assertThat(here.resolve("tree2/x")).hasContent("x");
        assertThat(there.resolve("work/tree")).doesNotExist();
        assertThat(there.resolve("work/never")).doesNotExist();
        assertThat(around.out())
                .contains("sftp> mkdir work", "Remote working directory: /work")
                .containsPattern("sftp> ls\\Rlink\\Rmoved.txt\\Rtree\\R")
                .containsPattern("-rw-r----- .* 5 \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d moved.txt");
        assertThat(around.err()).isEmpty();
    }

    @Test
    void sftp_whenWhatIsLeftOutHasAHostileName_thenTheTerminalIsSafe() throws IOException {
        Files.createSymbolicLink(Files.createDirectory(there.resolve("hostile")).resolve("a\u001b[31mb"), there);

        int status = sftp("get -r hostile");

        assertThat(status).as(around.err()).isZero();
        assertThat(around.out())
                .contains("left out, neither file nor directory: /hostile/ab")
                .doesNotContain("\u001b");
    }

    @Test
    void sftp_whenACommandOfABatchFails_thenOneAndNoMoreIsDone() {
        int status = sftp("rm missing", "mkdir after");

        assertThat(status).isEqualTo(1);
        assertThat(around.err()).startsWith("arcconnect: sftp.no_such_file web-01: ");
        assertThat(there.resolve("after")).doesNotExist();
    }

    @Test
    void sftp_whenAMinusStandsBeforeIt_thenTheBatchGoesOn() {
        int status = sftp("-rm missing", "@mkdir after-minus", "-frobnicate", "-cd nowhere");

        assertThat(status).isZero();
        assertThat(there.resolve("after-minus")).isDirectory();
        assertThat(around.out()).doesNotContain("@mkdir");
        assertThat(around.err()).contains("sftp.no_such_file", "frobnicate: there is no such command");
    }

    @Test
    void sftp_whenNamesAreFoundByPattern_thenOnlyThose() throws IOException {
        Files.createDirectory(there.resolve("globs"));
        for (String name : new String[] {"a.log", "b.log", "[c].log", "keep"}) {
            Files.writeString(there.resolve("globs").resolve(name), name);
        }

        int status = sftp(
                "lcd " + here, "cd globs", "get ?.log", "rm \"[c].log\"", "ls *.log", "rm *.log", "put *.log", "ls");

        assertThat(status).as(around.err()).isZero();
        assertThat(around.out()).containsPattern("sftp> ls \\*.log\\Ra.log\\Rb.log\\Rsftp> rm");
        assertThat(here).isDirectoryContaining("glob:**a.log").isDirectoryNotContaining("glob:**c**");
        assertThat(there.resolve("globs/b.log")).hasContent("b.log");
        assertThat(sftp("rm *.nothing")).isEqualTo(1);
    }

    @Test
    void sftp_whenTheBatchIsAFile_thenItIsRead() throws IOException {
        Path batch = Files.writeString(here.resolve("batch"), "mkdir from-file\n");

        int status = host.run(around, SftpCommand::new, "-q", "-b", batch.toString());

        assertThat(status).as(around.err()).isZero();
        assertThat(there.resolve("from-file")).isDirectory();
        assertThat(around.out()).isEmpty();
        assertThat(host.run(around, SftpCommand::new, "-b", here.resolve("none").toString()))
                .isEqualTo(255);
        assertThat(around.err()).contains("arcconnect: cannot read ");
    }

    @Test
    void dialogue_whenSomebodyTypes_thenItPromptsAndGoesOnAfterAFailure() {
        BufferedReader lines = new BufferedReader(new StringReader("cd missing\nmkdir typed\nwhat\nlcd"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Dialogue dialogue = new Dialogue(lines, new PrintWriter(out), new PrintWriter(err), true, true);

        int status = host.use(Sftp.over(host.ssh()), files -> dialogue.run(files, Optional.empty()));

        assertThat(status).isZero();
        assertThat(there.resolve("typed")).isDirectory();
        assertThat(out.toString()).isEqualTo("sftp> ".repeat(5) + System.lineSeparator());
        assertThat(err.toString().lines()).hasSize(2);
    }

    private int sftp(String... lines) {
        around.input((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        return host.run(around, SftpCommand::new);
    }
}
