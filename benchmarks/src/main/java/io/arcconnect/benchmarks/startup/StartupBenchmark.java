package io.arcconnect.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Starts commands in turn, again and again, and prints how long each took from start to end. Run by {@code
 * benchmarks/startup} under {@code arcconnect emulator}, whose machine {@code exec} runs a command on.
 */
public final class StartupBenchmark {

    private static final int USUAL_ROUNDS = 21;
    private static final int MILLISECOND = 1_000_000;

    private StartupBenchmark() {}

    /**
     * Measures.
     *
     * @param args folder of the project, java, archive and class path of the hello-world, and the number of rounds
     * @throws Exception when a command fails
     */
    public static void main(String[] args) throws Exception {
        String launcher = Path.of(args[0], "arcconnect").toString();
        String jar = Path.of(args[0], "cli/target/arcconnect.jar").toString();
        List<String> hello = List.of(
                args[1],
                "-XX:SharedArchiveFile=" + args[2],
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-cp",
                args[3]);
        int rounds = args.length > 4 ? Integer.parseInt(args[4]) : USUAL_ROUNDS;
        List<String> exec = exec();

        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("hello-world --version", with(hello, HelloWorld.class.getName(), "--version"));
        commands.put("hello-world --help", with(hello, HelloWorld.class.getName(), "--help"));
        commands.put("./arcconnect --version", List.of(launcher, "--version"));
        commands.put("./arcconnect exec --help", List.of(launcher, "exec", "--help"));
        commands.put("./arcconnect exec … uptime, emulator", with(List.of(launcher), exec.toArray(String[]::new)));
        commands.put("java -jar, no archive: --version", List.of(args[1], "-jar", jar, "--version"));
        commands.put("java -jar, no archive: exec --help", List.of(args[1], "-jar", jar, "exec", "--help"));
        commands.put(
                "java -jar, no archive: exec … uptime",
                with(List.of(args[1], "-jar", jar), exec.toArray(String[]::new)));
        print(measured(commands, rounds), rounds);
    }

    private static Map<String, List<Long>> measured(Map<String, List<String>> commands, int rounds)
            throws IOException, InterruptedException {
        Map<String, List<Long>> taken = new LinkedHashMap<>();
        for (int i = -1; i < rounds; i++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                long nanos = run(command.getValue());
                // The first round fills the system's caches.
                if (i >= 0) {
                    taken.computeIfAbsent(command.getKey(), name -> new ArrayList<>())
                            .add(nanos);
                }
            }
        }
        return taken;
    }

    private static void print(Map<String, List<Long>> taken, int rounds) {
        System.out.printf("| %d starts each, interleaved | median ms | fastest ms |%n| --- | --- | --- |%n", rounds);
        taken.forEach((name, nanos) -> {
            List<Long> sorted = nanos.stream().sorted().toList();
            System.out.printf(
                    "| %s | %d | %d |%n",
                    name, sorted.get(sorted.size() / 2) / MILLISECOND, sorted.get(0) / MILLISECOND);
        });
    }

    private static List<String> exec() throws IOException {
        Path emulator = Path.of(Objects.requireNonNull(System.getenv("ARCCONNECT_EMULATOR"), "no emulator"));
        Path knownHosts = emulator.resolve("known_hosts");
        return List.of(
                "exec",
                "--resource-id",
                Files.readString(knownHosts).split(" ", 2)[0],
                "--local-user",
                "azureuser",
                "--private-key-file",
                emulator.resolve("id_ecdsa").toString(),
                "--known-hosts",
                knownHosts.toString(),
                "uptime");
    }

    private static List<String> with(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }

    private static long run(List<String> command) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        int status = process.waitFor();
        long taken = System.nanoTime() - begun;
        if (status != 0) {
            throw new IllegalStateException(status + " from " + command);
        }
        return taken;
    }
}
