package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftpGlobTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static EmbeddedServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedServer.start();
        arc = DirectArc.to(server.address());
        for (String directory : List.of("a", "b", ".c")) {
            Files.createDirectory(folder.resolve(directory));
            Files.writeString(folder.resolve(directory).resolve("1.log"), "");
            Files.writeString(folder.resolve(directory).resolve("2.txt"), "");
        }
        Files.writeString(folder.resolve("a.log"), "");
        Files.createSymbolicLink(folder.resolve("d"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("missing"));
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            server.close();
        }
    }

    @Test
    void glob_whenNamesAreOpen_thenWhatThereIsInOrder() {
        assertThat(glob("/*/*.log")).containsExactly("/a/1.log", "/b/1.log", "/d/1.log");
        assertThat(glob("/.*/1*")).containsExactly("/.c/1.log");
        assertThat(glob("/now*")).containsExactly("/nowhere");
        assertThat(glob("/a/*")).containsExactly("/a/1.log", "/a/2.txt");
    }

    @Test
    void glob_whenNothingIsOpen_thenTheFileItself() {
        assertThat(glob("/a/1.log")).containsExactly("/a/1.log");
        assertThat(glob("/a/\\*")).isEmpty();
        assertThat(glob("/missing/*")).isEmpty();
        assertThat(glob("/missing")).isEmpty();
    }

    private static List<String> glob(String below) {
        return arc.machine(DirectArc.ID)
                .use(
                        Sftp.over(server.ssh()),
                        sftp -> sftp.glob(folder + below)
                                .map(SftpEntry::path)
                                .map(path -> path.substring(folder.toString().length()))
                                .collectList())
                .blockOptional(LIMIT)
                .orElseThrow();
    }
}
