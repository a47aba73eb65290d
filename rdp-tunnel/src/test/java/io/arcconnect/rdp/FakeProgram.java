package io.arcconnect.rdp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;

/**
 * A desktop client that is a shell script. It says that it runs by writing the ids of its process, and of a child when it
 * has one, to a file of the test.
 */
record FakeProgram(Path path, Path started) {

    private static final Duration BOUND = Duration.ofSeconds(30);

    /** The script may write the ids to {@code $STARTED}; the file appears with all of its content. */
    static FakeProgram of(Path folder, String script) throws IOException {
        Path started = folder.resolve("started");
        Path path = folder.resolve("client.sh");
        Files.writeString(
                path,
                "#!/bin/sh\nSTARTED='" + started
                        + "'\nsay() { echo \"$@\" > \"$STARTED.new\"; mv \"$STARTED.new\" \"$STARTED\"; }\n" + script
                        + "\n",
                StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        return new FakeProgram(path, started);
    }

    DesktopClient client() {
        return DesktopClient.freeRdp(path);
    }

    List<ProcessHandle> awaitStarted() throws IOException {
        Flux.interval(Duration.ofMillis(20))
                .filter(tick -> Files.exists(started))
                .blockFirst(BOUND);
        return List.of(Files.readString(started).strip().split(" ")).stream()
                .map(Long::parseLong)
                .map(ProcessHandle::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Of Linux: what everybody on the computer can see. */
    static List<String> arguments(ProcessHandle process) throws IOException {
        return seen(process, "cmdline");
    }

    static List<String> environment(ProcessHandle process) throws IOException {
        return seen(process, "environ");
    }

    private static List<String> seen(ProcessHandle process, String file) throws IOException {
        return List.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), file))
                .split("\u0000"));
    }
}
