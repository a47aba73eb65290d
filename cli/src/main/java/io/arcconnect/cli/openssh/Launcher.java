package io.arcconnect.cli.openssh;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How ssh starts this command as its proxy. */
public final class Launcher {

    /** The variable in which the launcher says where it is. */
    static final String VARIABLE = "ARCCONNECT_LAUNCHER";

    private Launcher() {}

    /**
     * Finds it.
     *
     * @param environment variables by name
     * @return its words, the first an absolute path: the launcher, or this JVM and what it runs
     */
    public static List<String> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(path -> !path.isBlank())
                .map(path -> List.of(Path.of(path).toAbsolutePath().toString()))
                .orElseGet(Launcher::thisJvm);
    }

    /** With the launcher's own options for a proxy. */
    private static List<String> thisJvm() {
        Path code = code();
        List<String> start = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx160m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.net.useSystemProxies=true");
        List<String> what = code.getFileName().toString().endsWith(".jar")
                ? List.of("-jar", code.toString())
                : List.of("-cp", System.getProperty("java.class.path"), "io.arcconnect.cli.ArcConnectCommand");
        return Stream.concat(start.stream(), what.stream()).toList();
    }

    private static Path code() {
        CodeSource source = Launcher.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the JVM gives no address of its own code", impossible);
        }
    }
}
