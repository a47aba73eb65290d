package portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A command that wrote down its process id, as the machine sees it: the machine is this computer. */
final class RemoteProcess {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path file;

    private RemoteProcess(Path file) {
        this.file = file;
    }

    static RemoteProcess prepare() throws IOException {
        return new RemoteProcess(Files.createTempDirectory("portal").resolve("pid"));
    }

    /** {@return a line for a shell that becomes the command} */
    String line(String command) {
        return "sh -c 'echo $$ > " + file + ".new; mv " + file + ".new " + file + "; exec " + command + "'";
    }

    void awaitBegun() {
        Awaitility.await().atMost(LIMIT).until(() -> Files.exists(file));
    }

    void awaitEnded() throws IOException {
        long pid = pid();
        Awaitility.await()
                .atMost(LIMIT)
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** {@return what it has written, once that does not grow for half a second} */
    long awaitStalled() throws IOException {
        Awaitility.await().atMost(LIMIT).until(() -> written() > 0);
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(new Still());
        return written();
    }

    void awaitMoreThan(long bytes) {
        Awaitility.await().atMost(LIMIT).until(() -> written() > bytes);
    }

    private final class Still implements java.util.concurrent.Callable<Boolean> {

        private long last = -1;
        private int same;

        @Override
        public Boolean call() throws IOException {
            long now = written();
            same = now == last ? same + 1 : 0;
            last = now;
            return same >= 5;
        }
    }

    private long written() throws IOException {
        List<String> io = Files.readAllLines(Path.of("/proc/" + pid() + "/io"));
        return io.stream()
                .filter(line -> line.startsWith("wchar: "))
                .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
                .findFirst()
                .orElseThrow();
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }
}
