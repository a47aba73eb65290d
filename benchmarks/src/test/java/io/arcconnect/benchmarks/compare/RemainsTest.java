package io.arcconnect.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind when somebody else ends it: nothing. */
@Timeout(120)
class RemainsTest {

    @TempDir
    private Path folder;

    @Test
    void close_whenThereAreFiles_thenTheyAndTheFolderAreGone_andTwiceIsOnce() throws Exception {
        Path mine = full();
        Remains remains = new Remains(mine);

        remains.close();
        remains.close();

        assertThat(mine).doesNotExist();
    }

    @Test
    void remains_whenTheProcessIsEnded_thenFilesAndWhatItHasStartedAreGone() throws Exception {
        Path mine = full();
        Process run = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Run.class.getName(),
                        mine.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle started =
                ProcessHandle.of(Long.parseLong(run.inputReader().readLine())).orElseThrow();

        run.destroy();

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        started.onExit().get(60, TimeUnit.SECONDS);
        assertThat(mine).doesNotExist();
    }

    private Path full() throws Exception {
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(Files.createDirectories(mine.resolve("in")).resolve("file"), "left");
        return mine;
    }

    /** Starts something that does not see that nobody needs it, and waits to be ended. */
    static final class Run {

        public static void main(String[] arguments) throws Exception {
            Remains remains = new Remains(Path.of(arguments[0]));
            System.out.println(new ProcessBuilder("sleep", "600").start().pid());
            System.out.flush();
            if (System.in.read() < 0) {
                remains.close();
            }
        }
    }
}
