package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The emulator as another process, as the guides use it. */
@Tag("interop")
@Timeout(150)
class EmulatorProcessTest {

    private static final Pattern EXPORT = Pattern.compile("export (\\w+)='([^']*)'");

    @Test
    void emulator_whenInTheBackground_thenOtherProcessesFindItUntilItIsEnded() throws Exception {
        Ended started =
                run(Map.of(), "emulator", "--env", "--machine", "linux:lin-01", "--machine", "windows:win-01:new");
        Map<String, String> variables = variables(started.out());
        assertThat(variables).as(started.out()).containsKeys("ARCCONNECT_CLOUD", "ARCCONNECT_EMULATOR_PID");
        ProcessHandle emulator = ProcessHandle.of(Long.parseLong(variables.get("ARCCONNECT_EMULATOR_PID")))
                .orElseThrow();
        try {
            Ended machines = run(variables, "machines", "--output", "json");

            assertThat(machines.status()).as(machines.out()).isZero();
            assertThat(machines.out()).contains("\"name\":\"lin-01\"", "\"name\":\"win-01\"");
        } finally {
            emulator.destroy();
            emulator.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(started.status()).isZero();
        assertThat(Path.of(variables.get("ARCCONNECT_EMULATOR"))).doesNotExist();
    }

    private static Map<String, String> variables(String lines) {
        Map<String, String> found = new HashMap<>();
        EXPORT.matcher(lines).results().forEach(line -> found.put(line.group(1), line.group(2)));
        return found;
    }

    private static Ended run(Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(ArcConnectProcess.launch());
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(out).isTrue();
        return new Ended(process.exitValue(), out);
    }

    private record Ended(int status, String out) {}
}
