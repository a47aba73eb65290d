package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a run ran on, without names. */
public final class Machine {

    private Machine() {}

    /**
     * Looks.
     *
     * @param jdks folders of those whose JVMs are measured
     * @return cores, processor, JDKs and OpenSSH
     * @throws IOException when the system does not tell
     */
    public static String facts(List<Path> jdks) throws IOException {
        String versions = jdks.stream().map(Machine::feature).collect(Collectors.joining(" and "));
        return Runtime.getRuntime().availableProcessors() + " cores (" + cpu() + "), JDK " + versions + ", "
                + openSsh();
    }

    /** {@return the feature version of a JDK's folder} */
    static String feature(Path jdk) {
        try {
            return Files.readAllLines(jdk.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION=\""))
                    .map(line -> line.split("[\".]", -1)[1])
                    .findFirst()
                    .orElse("?");
        } catch (IOException unknown) {
            return "?";
        }
    }

    private static String cpu() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.split(":", 2)[1].strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String openSsh() throws IOException {
        Process process =
                new ProcessBuilder("ssh", "-V").redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                .split("[ ,]", -1)[0];
    }
}
