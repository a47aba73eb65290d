package io.arcconnect.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.TestSurroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CpCommandTest {

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
    void cp_whenTheTargetMustBeADirectoryAndIsNone_thenNothingIsWritten() throws IOException {
        Files.writeString(there.resolve("one"), "1");

        int status = cp(":one", here.resolve("missing") + "/");

        assertThat(status).isEqualTo(255);
        assertThat(around.err()).contains("missing/ is not a directory");
        assertThat(here.resolve("missing")).doesNotExist();
    }

    @Test
    void cp_whenAFileGoesUpAndComesDown_thenItIsTheSame() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(here.resolve("data.bin"), bytes);
        Files.createDirectory(there.resolve("up"));

        int up = cp(file.toString(), ":up");
        int down = cp("--verify", ":up/data.bin", here.resolve("back.bin").toString());

        assertThat(up).as(around.err()).isZero();
        assertThat(down).as(around.err()).isZero();
        assertThat(there.resolve("up/data.bin")).hasBinaryContent(bytes);
        assertThat(here.resolve("back.bin")).hasBinaryContent(bytes);
        assertThat(around.out().lines()).hasSize(2).allMatch(line -> line.startsWith("1 file, 2.9 MiB in "));
        assertThat(around.err()).isEmpty();
    }

    @Test
    void cp_whenATreeHasOddNames_thenAllOfItArrives() throws IOException {
        Path tree = Files.createDirectories(here.resolve("tree/in ner"));
        Files.writeString(tree.resolve("-dash"), "1");
        Files.writeString(tree.resolve("quo'te \"x\" $HOME"), "2");
        Files.writeString(tree.resolve("ünï 日本"), "3");
        Files.writeString(tree.resolve("line\nbreak"), "4");

        int up = cp("-r", here.resolve("tree").toString(), ":odd");
        int down = cp("-r", ":odd", here.resolve("back").toString());

        assertThat(up + down).as(around.err()).isZero();
        assertThat(here.resolve("back/in ner/-dash")).hasContent("1");
        assertThat(here.resolve("back/in ner/quo'te \"x\" $HOME")).hasContent("2");
        assertThat(here.resolve("back/in ner/ünï 日本")).hasContent("3");
        assertThat(here.resolve("back/in ner/line\nbreak")).hasContent("4");
    }

    @Test
    void cp_whenSeveralAreFoundByAPattern_thenAllGoIntoTheDirectory() throws IOException {
        Files.createDirectory(there.resolve("logs"));
        for (String name : new String[] {"a.log", "b.log", "c.txt"}) {
            Files.writeString(there.resolve("logs").resolve(name), name);
        }
        Instant old = Instant.parse("2020-01-02T03:04:05Z");
        Files.setLastModifiedTime(there.resolve("logs/a.log"), FileTime.from(old));

        int status = cp("-p", ":logs/*.log", here.toString());

        assertThat(status).as(around.err()).isZero();
        assertThat(here).isDirectoryNotContaining("glob:**c.txt");
        assertThat(here.resolve("b.log")).hasContent("b.log");
        assertThat(Files.getLastModifiedTime(here.resolve("a.log")).toInstant()).isEqualTo(old);
    }

    @Test
    void cp_whenJsonIsWanted_thenOneLineOfIt() throws IOException {
        Files.writeString(here.resolve("one"), "12345");

        int status =
                cp("--output", "json", "--protocol", "sftp", here.resolve("one").toString(), ":one");

        assertThat(status).as(around.err()).isZero();
        assertThat(around.out().lines())
                .singleElement()
                .asString()
                .startsWith("{\"protocol\":\"sftp\",\"files\":1,\"unchanged\":0,\"directories\":0,\"bytes\":5,")
                .contains("\"skipped\":[],\"seconds\":");
    }

    @Test
    void cp_whenTheMachineHasNoSuchFile_then255AndTheCode() {
        int status = cp(":missing", here.toString());

        assertThat(status).isEqualTo(255);
        assertThat(around.err())
                .startsWith("arcconnect: sftp.no_such_file web-01: ")
                .doesNotContain("\tat ");
        assertThat(around.out()).isEmpty();
    }

    @Test
    void cp_whenADirectoryIsNotToBeCopied_thenThatIsSaid() throws IOException {
        Files.createDirectory(there.resolve("adir"));

        assertThat(cp(":adir", here.toString())).isEqualTo(255);
        assertThat(around.err()).contains("adir is a directory", "-r");
        assertThat(cp(here.toString(), ":x")).isEqualTo(2);
        assertThat(around.err()).contains("is a directory: add -r");
    }

    @Test
    void cp_whenTheTargetOfSeveralIsNoDirectory_thenNothingIsCarried() throws IOException {
        Files.writeString(here.resolve("a"), "a");
        Files.writeString(here.resolve("b"), "b");

        int status = cp(here.resolve("a").toString(), here.resolve("b").toString(), ":nowhere");

        assertThat(status).isEqualTo(255);
        assertThat(around.err()).contains("nowhere is not a directory");
        assertThat(there.resolve("nowhere")).doesNotExist();
    }

    @Test
    void cp_whenTheArgumentsDoNotFit_thenTwoAndWhy() throws IOException {
        Path file = Files.writeString(here.resolve("f"), "f");

        assertThat(cp("a", "b")).isEqualTo(2);
        assertThat(cp(":a", ":b")).isEqualTo(2);
        assertThat(cp("missing", ":b")).isEqualTo(2);
        assertThat(cp(file.toString(), "other:b")).isEqualTo(2);
        assertThat(cp("--protocol", "ftp", file.toString(), ":b")).isEqualTo(2);
        assertThat(cp(":b")).isEqualTo(2);

        assertThat(around.err())
                .contains(
                        "write :path or machine:path",
                        "copy twice",
                        "missing: there is no such file",
                        "two machines are named: web-01 and other",
                        "auto, sftp or scp, got ftp");
    }

    private int cp(String... arguments) {
        return host.run(around, CpCommand::new, arguments);
    }
}
