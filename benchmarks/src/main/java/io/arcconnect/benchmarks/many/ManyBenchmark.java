package io.arcconnect.benchmarks.many;

import io.arcconnect.ArcConnect;
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
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private ManyBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments {@code idle}, then ascending numbers of sessions; or {@code fleet}, then numbers of machines
     * @throws Exception when something fails
     */
    public static void main(String[] arguments) throws Exception {
        List<Integer> numbers =
                Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair user = generator.generateKeyPair();
        System.out.println("JDK " + Runtime.version().feature());
        if (arguments[0].equals("idle")) {
            idle(numbers, user);
        } else {
            fleet(numbers, user);
        }
    }

    private static void idle(List<Integer> steps, KeyPair user) throws Exception {
        int most = steps.get(steps.size() - 1);
        int count = (most + SESSIONS_OF_A_SITE - 1) / SESSIONS_OF_A_SITE;
        List<Site> sites = new ArrayList<>();
        List<ArcConnect> clients = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sites.add(Site.start(1, user));
                clients.add(sites.get(i).arcConnect());
            }
            new IdleSessions(sites, clients, user).measure(steps);
        } finally {
            clients.forEach(client -> client.close().block(LIMIT));
            sites.forEach(Site::close);
        }
    }

    private static void fleet(List<Integer> sizes, KeyPair user) throws Exception {
        int most = sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
        Path folder = Files.createTempDirectory("arc-many");
        try (Site site = Site.start(Math.max(most, FanOut.WARM_UP), user)) {
            ArcConnect arc = site.arcConnect();
            FanOut run = new FanOut(FLEET_AT_ONCE);
            run.header();
            run.fleet(site, arc, site.ssh(user), sizes);
            run.ssh(
                    SshProcess.to(site, user, folder),
                    sizes.stream().filter(size -> size <= 1_000).toList());
            arc.close().block(LIMIT);
        } finally {
            Files.deleteIfExists(folder.resolve("key"));
            Files.deleteIfExists(folder);
        }
    }
}
