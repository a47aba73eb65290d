package io.arcconnect.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher hands to the JVM. The JVM is a script here, and the checkout has nothing in it. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest {

    private static final long LIMIT_SECONDS = 30;

    @TempDir
    private Path folder;

    private Path checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Files.createDirectories(folder.resolve("it's a checkout"));
        Path launcher = Files.copy(Renewed.project().resolve("arcconnect"), checkout.resolve("arcconnect"));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        for (String module : new String[] {"core", "testkit", "ssh-transport", "rdp-tunnel", "entra", "cli/target"}) {
            Files.createDirectories(checkout.resolve(module));
        }
    }

    @Test
    void launcher_whenStreamsAreClosed_thenTheJvmHasNullDevicesInTheirPlace() throws Exception {
        jvm("cat; echo written; echo written >&2; exit 7");
        built();

        assertThat(run("\"$0\" exec <&- >&- 2>&-")).isEqualTo(new Ended(7, ""));
        assertThat(run("\"$0\" exec <&- 2>&1")).isEqualTo(new Ended(7, "written\nwritten\n"));
        assertThat(run("echo read | \"$0\" exec 2>&-")).isEqualTo(new Ended(7, "read\nwritten\n"));
    }

    @Test
    void launcher_whenCalledByLinksFromElsewhere_thenTheJvmGetsEveryWordAndThePlace() throws Exception {
        jvm("shift \"$(($# - 2))\"; printf '[%s]' \"$@\" \"$ARCCONNECT_LAUNCHER\"");
        built();
        Files.createSymbolicLink(folder.resolve("first"), Path.of("it's a checkout", "arcconnect"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));

        assertThat(run("cd / && '" + second + "' exec 'a  b*' ''"))
                .isEqualTo(new Ended(0, "[a  b*][][" + checkout.toRealPath().resolve("arcconnect") + "]"));
    }

    @Test
    void launcher_whenAskedToBench_thenRunsTheComparisonOfTheCheckout_andNothingElse() throws Exception {
        jvm("echo started");
        Path compare = Files.createDirectories(checkout.resolve("benchmarks")).resolve("compare");
        Files.writeString(compare, "#!/bin/sh\nprintf '[%s]' \"$@\"; exit 3\n");
        Files.setPosixFilePermissions(compare, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(run("cd / && \"$0\" bench 512 3 'exec  down'")).isEqualTo(new Ended(3, "[512][3][exec  down]"));
        assertThat(WholeCommand.create().getSubcommands()).doesNotContainKey("bench");
    }

    @Test
    void launcher_whenWhatIsBuiltIsMissingAndCannotBeWritten_thenItSaysSoAtOnce() throws Exception {
        jvm("echo started");
        Path target = checkout.resolve("cli/target");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(target))
                .as("an administrator may write anywhere")
                .isFalse();

        Ended ended = run("\"$0\" exec 2>&1");

        assertThat(ended.status()).isEqualTo(255);
        assertThat(ended.output()).startsWith("arcconnect: ").contains("cli/target");
    }

    private void jvm(String script) throws IOException {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Later than all else, whatever the clock of the file system. */
    private void built() throws IOException {
        Path jar = Files.writeString(checkout.resolve("cli/target/arcconnect.jar"), "");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
    }

    private Ended run(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                "sh", "-c", script, checkout.resolve("arcconnect").toString());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private record Ended(int status, String output) {}
}
