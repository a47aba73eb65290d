package io.arcconnect.ssh.internal.knownhosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The keys of one machine out of a file that has many. */
@State(Scope.Thread)
public class KnownHostsBenchmark {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2h2pLJ7hFYmM3tLhJm1zE5y7TqvW0a0Jt1mYQ2mC5k";

    /** Lines of the file. */
    @Param({"10", "1000"})
    public int lines;

    private Path file = Path.of("");

    /**
     * Writes the file.
     *
     * @throws IOException when it cannot
     */
    @Setup
    public void write() throws IOException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            all.add("/subscriptions/s/machines/web-" + i + " " + KEY);
        }
        file = Files.write(Files.createTempFile("known", "hosts"), all);
    }

    /**
     * Takes it away.
     *
     * @throws IOException when it cannot
     */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /**
     * Looks the last one up.
     *
     * @return its keys
     * @throws IOException when the file cannot be read
     */
    @Benchmark
    public KnownKeys lookUp() throws IOException {
        return new KnownHostsFile(file).keysOf("/subscriptions/s/machines/web-" + (lines - 1));
    }
}
