package io.arcconnect.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A library, in a JVM of its own that is warm by the time it counts. */
final class JavaContestant implements Contestant {

    private static final int LEAST_WARM_UPS = 2;
    private static final int MOST_WARM_UPS = 6;

    /** Of the CPU: what the compilers may still take of a go that counts. */
    private static final double COMPILERS_SHARE = 0.03;

    private final String name;
    private final Set<Discipline> disciplines;
    private final Site site;
    private final int targetPort;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final Map<Discipline, Integer> ports = new EnumMap<>(Discipline.class);

    private JavaContestant(String name, Set<Discipline> disciplines, Site site, int targetPort, Process process) {
        this.name = name;
        this.disciplines = disciplines;
        this.site = site;
        this.targetPort = targetPort;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /**
     * Starts one.
     *
     * @param name for the table
     * @param library which
     * @param jdk whose JVM
     * @param disciplines what it is there for
     * @param site what it connects to
     * @param targetPort on the machine, for forwards
     */
    static JavaContestant start(
            String name, Library library, Path jdk, Set<Discipline> disciplines, Site site, int targetPort)
            throws IOException {
        Process process = new ProcessBuilder(List.of(
                        jdk.resolve("bin/java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        library.name()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JavaContestant contestant = new JavaContestant(name, disciplines, site, targetPort, process);
        site.lines().forEach(contestant.orders::println);
        return contestant;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean enters(Discipline discipline) {
        return disciplines.contains(discipline);
    }

    @Override
    public Reading compete(Discipline discipline, int amount) throws IOException {
        if (discipline.isThroughPort()) {
            Integer port = ports.get(discipline);
            if (port == null) {
                port = Integer.valueOf(order(Worker.OPEN, discipline, targetPort));
                ports.put(discipline, port);
            }
            return new PortClient(port, process.toHandle(), amount).compete(discipline);
        }
        Payload.clear(site);
        String[] taken = order(Worker.CARRY, discipline, amount).split(" ", -1);
        Payload.check(discipline, site, amount);
        return new Reading(amount, Long.parseLong(taken[0]) / 1e9, Long.parseLong(taken[1]) / 1e9);
    }

    /**
     * Until the JVM's compilers rest. They take a fifth of the CPU of the second GiB and may take some of the fourth, and which
     * of them has the luck to be done is nobody's merit.
     */
    @Override
    public void warmUp(Discipline discipline, int amount) throws IOException {
        double before = compiled(discipline);
        for (int i = 1; i <= MOST_WARM_UPS; i++) {
            Reading reading = compete(discipline, amount);
            double now = compiled(discipline);
            if (i >= LEAST_WARM_UPS && now - before <= COMPILERS_SHARE * reading.cpuSeconds()) {
                return;
            }
            before = now;
        }
    }

    private double compiled(Discipline discipline) throws IOException {
        return Long.parseLong(order(Worker.COMPILED, discipline, 0)) / 1e3;
    }

    private String order(String what, Discipline discipline, int number) throws IOException {
        String answer;
        Bound bound = Bound.of(Bound.OF_A_GO, name + ", " + discipline.key(), process);
        try {
            orders.println(what + " " + discipline.name() + " " + number);
            answer = answers.readLine();
        } finally {
            bound.lift();
        }
        if (answer == null || answer.startsWith("failed")) {
            throw new IOException(name + ", " + discipline.key() + ": " + answer);
        }
        return answer;
    }

    @Override
    public void close() {
        orders.close();
        process.onExit()
                .completeOnTimeout(process, 10, TimeUnit.SECONDS)
                .thenAccept(Process::destroyForcibly)
                .join();
    }
}
