package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The vendor's client for Python ({@code azure-mgmt-hybridcompute}, and the pipeline of {@code azure-core} for what it does not
 * have) against {@code ./arcconnect emulator}: programs that were not written here, by way of a process of its own.
 */
@Tag("interop")
@Timeout(180)
class PythonClientInteropTest {

    /** That of the system: Debian's package does not serve others. */
    private static final String PYTHON = "/usr/bin/python3";

    @Test
    void client_whenTheEmulatorIsAProcess_thenInstallsListsDeletesAndGetsCredentials() throws Exception {
        assumeTrue(
                run(List.of(PYTHON, "-c", "import azure.mgmt.hybridcompute")).status() == 0,
                "skipped: " + PYTHON + " has no azure.mgmt.hybridcompute (Debian: python3-azure)");
        Path script = Path.of(Objects.requireNonNull(getClass().getResource("/clients/hybridcompute.py"))
                .toURI());
        List<String> words = new ArrayList<>(ArcConnectProcess.launch());
        words.addAll(List.of("emulator", "--machine", "linux:lin-01", "--machine", "windows:win-01:new"));
        words.addAll(List.of("--", PYTHON, script.toString()));

        Ended ended = run(words);

        assertThat(ended.out().lines())
                .containsExactly(
                        "machines lin-01,win-01 Connected Windows Server 2022 Standard",
                        "installed WindowsOpenSSH Succeeded",
                        "listed WindowsOpenSSH",
                        "left 0",
                        "before 404",
                        "endpoint 200",
                        "without 412",
                        "service 201",
                        "relay accessKey expiresOn hybridConnectionName namespaceName namespaceNameSuffix"
                                + " serviceConfigurationToken",
                        "another True",
                        "refused 501 NotEmulated");
        assertThat(ended.status()).isZero();
    }

    private record Ended(int status, String out) {}

    private static Ended run(List<String> words) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(out).isTrue();
            return new Ended(process.exitValue(), out);
        } catch (IOException absent) {
            return new Ended(127, String.valueOf(absent.getMessage()));
        }
    }
}
