package io.arcconnect.cli;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Does what users do, against an emulator, while the JVM notes which classes that takes: the launcher makes its archive from
 * them. Run by {@code arcconnect emulator -- java … Training}.
 */
final class Training {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String TOKEN = "ARCCONNECT_TOKEN_FILE";

    private Training() {}

    public static void main(String[] args) throws IOException {
        endInTime();
        Surroundings around = Surroundings.ofThisProcess();
        Map<String, String> environment = around.environment();
        Path emulator = Path.of(Objects.requireNonNull(environment.get("ARCCONNECT_EMULATOR"), "no emulator"));

        run(around, environment, "--version");
        run(around, environment, "--help");
        for (String name : SubCommands.names()) {
            run(around, environment, name, "--help");
        }
        List<String> exec = exec(emulator);
        int status = run(around, environment, exec.toArray(String[]::new));
        run(around, signingIn(emulator, environment), exec.toArray(String[]::new));
        System.exit(status);
    }

    private static List<String> exec(Path emulator) throws IOException {
        Path knownHosts = emulator.resolve("known_hosts");
        String machine = Files.readString(knownHosts).split(" ", 2)[0];
        return List.of(
                "exec",
                "--resource-id",
                machine,
                "--local-user",
                "azureuser",
                "--private-key-file",
                emulator.resolve("id_ecdsa").toString(),
                "--known-hosts",
                knownHosts.toString(),
                "uptime");
    }

    /** What most have: no token of their own, but a sign-in. */
    private static Map<String, String> signingIn(Path emulator, Map<String, String> before) throws IOException {
        Map<String, String> environment = new HashMap<>(before);
        environment.remove(TOKEN);
        try (Stream<String> lines = Files.lines(emulator.resolve("azure.env"))) {
            lines.filter(line -> line.startsWith("export "))
                    .map(line -> line.substring("export ".length()).split("=", 2))
                    .forEach(variable -> environment.put(variable[0], variable[1]));
        }
        return environment;
    }

    private static int run(Surroundings process, Map<String, String> environment, String... args) {
        Surroundings around = process.withEnvironment(environment);
        return ArcConnectCommand.commandLine(around, Azure.in(around), args).execute(args);
    }

    private static void endInTime() {
        Thread watch = new Thread(
                () -> {
                    try {
                        Thread.sleep(LIMIT.toMillis());
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(1);
                },
                "arcconnect-training-limit");
        watch.setDaemon(true);
        watch.start();
    }
}
