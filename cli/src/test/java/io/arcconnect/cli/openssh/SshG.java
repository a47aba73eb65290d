package io.arcconnect.cli.openssh;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** What OpenSSH's ssh reads in a configuration: {@code ssh -G} prints it and connects to nothing. */
final class SshG {

    private static final Path SSH = Path.of("/usr/bin/ssh");

    private SshG() {}

    /** {@return its options for a host, by name in lower case; skips the test where there is no ssh} */
    static Map<String, List<String>> read(Path config, String host) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(SSH), "skipped: OpenSSH's ssh is not installed");
        Process ssh = new ProcessBuilder(SSH.toString(), "-G", "-F", config.toString(), host)
                .redirectErrorStream(true)
                .start();
        String said = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ssh.waitFor(30, TimeUnit.SECONDS) || ssh.exitValue() != 0) {
            throw new IllegalStateException("ssh -G: " + said);
        }
        return said.lines()
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2)
                .collect(Collectors.groupingBy(
                        words -> words[0], Collectors.mapping(words -> words[1], Collectors.toList())));
    }
}
