package io.arcconnect.benchmarks.many;

import io.arcconnect.ArcConnect;
import io.arcconnect.benchmarks.compare.Commit;
import io.arcconnect.benchmarks.compare.Figures;
import io.arcconnect.benchmarks.compare.Machine;
import io.arcconnect.benchmarks.compare.Remains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prints what many idle sessions keep, and what one command on many machines costs. */
public final class ManyBenchmark {

    /** Three descriptors for each, below the limit that computers have. */
    private static final int SESSIONS_OF_A_SITE = 2_500;

    private static final int FLEET_AT_ONCE = 64;
    private static final int PROCESSES = 50;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private ManyBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments folder of the project; {@code idle}, then ascending numbers of sessions; or {@code fleet}, then numbers of
     *     machines
     * @throws Exception when something fails
     */
    public static void main(String[] arguments) throws Exception {
        Path project = Path.of(arguments[0]);
        List<Integer> numbers =
                Arrays.stream(arguments).skip(2).map(Integer::valueOf).toList();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair user = generator.generateKeyPair();
        String machine = Machine.facts(List.of(Path.of(System.getProperty("java.home"))));
        String commit = Commit.of(project);
        Figures figures = arguments[1].equals("idle")
                ? idle(numbers, user, machine, commit)
                : fleet(numbers, user, machine, commit);
        System.out.println(machine + "; commit " + commit + "\n\n" + figures.table());
        figures.goals()
                .forEach(
                        goal -> System.out.println(goal.what() + ": " + goal.measured() + ", wanted " + goal.wanted()));
        figures.write(project.resolve("benchmarks/target/compare/many-" + arguments[1] + ".json"));
    }

    private static Figures idle(List<Integer> steps, KeyPair user, String machine, String commit) throws Exception {
        int most = steps.get(steps.size() - 1);
        int count = (most + SESSIONS_OF_A_SITE - 1) / SESSIONS_OF_A_SITE;
        List<Site> sites = new ArrayList<>();
        List<ArcConnect> clients = new ArrayList<>();
        try (Remains remains = new Remains(Files.createTempDirectory("arc-many"))) {
            for (int i = 0; i < count; i++) {
                sites.add(Site.start(1, user));
                clients.add(sites.get(i).arcConnect());
            }
            IdleSessions sessions = new IdleSessions(sites, clients, user);
            Footprint none = sessions.warmUp();
            List<IdleStep> measured = new ArrayList<>();
            for (int step : steps) {
                measured.add(sessions.measure(step, none));
                System.err.println(
                        String.join(" | ", measured.get(measured.size() - 1).cells()));
            }
            // Last, because the JDK has a thread for each process, for a minute.
            double ssh = SshMemory.kibibytes(SshProcess.to(sites.get(0), user, remains.folder()), PROCESSES);
            return ManyPage.idle(machine, commit, none, measured, ssh);
        } finally {
            // The sites go first: ten thousand farewells take longer than anybody watches, and are not what is
            // measured.
            sites.forEach(Site::close);
            clients.forEach(client -> client.close().block(LIMIT));
        }
    }

    private static Figures fleet(List<Integer> sizes, KeyPair user, String machine, String commit) throws Exception {
        int most = sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
        try (Remains remains = new Remains(Files.createTempDirectory("arc-many"));
                Site site = Site.start(Math.max(most, FanOut.WARM_UP), user)) {
            FanOut run = new FanOut(FLEET_AT_ONCE);
            List<FanOutStep> steps = new ArrayList<>();
            ArcConnect arc = site.arcConnect();
            try {
                steps.addAll(run.fleet(site, arc, site.ssh(user), sizes));
            } finally {
                arc.close().block(LIMIT);
            }
            steps.addAll(run.ssh(SshProcess.to(site, user, remains.folder()), sizes));
            return ManyPage.fleet(machine, commit, FLEET_AT_ONCE, steps);
        }
    }
}
