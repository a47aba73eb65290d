package io.arcconnect.benchmarks.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Works on emulated machines with random faults, and looks at memory, threads and descriptors after a warm-up, in the middle
 * and at the end, each time with nothing under way. Ends with status 1 when one of them has grown, when connections stay
 * open, or when something fails without a code or does not end by itself.
 *
 * <p>Its command line: minutes, and a seed that makes the same work in the same order; how fast it goes is the computer's.
 */
public final class Soak {

    private static final List<Work> WORK = List.of(Work.values());
    private static final int AT_ONCE = 8;
    private static final double DISTURBED = 0.25;
    private static final double CANCELLED = 0.05;
    private static final int LATEST_CANCEL_MILLIS = 200;

    /** Longer than all bounds of the library together, also on a computer that has other things to do. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Estate estate;
    private final Random random;
    private final Counts counts = new Counts();
    private final List<String> problems = new ArrayList<>();

    private Soak(Estate estate, long seed) {
        this.estate = estate;
        this.random = new Random(seed);
    }

    /**
     * Soaks.
     *
     * @param args minutes, default 3; a seed, default one that is printed
     * @throws IOException when there is no room for files
     */
    public static void main(String[] args) throws IOException {
        double minutes = args.length > 0 ? Double.parseDouble(args[0]) : 3;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime() & 0xFFFF;
        System.out.println("soak of " + minutes + " minutes, seed " + seed);
        Path files = Files.createTempDirectory("soak");
        boolean flat;
        try (Estate estate = new Estate(files, seed)) {
            flat = new Soak(estate, seed).run(Duration.ofMillis((long) (minutes * 60_000)));
        } finally {
            remove(files);
        }
        System.exit(flat ? 0 : 1);
    }

    private boolean run(Duration whole) {
        long end = System.nanoTime() + whole.toNanos();
        work(end - whole.toNanos() * 3 / 4);
        Vitals start = look("start");
        work(end - whole.toNanos() * 3 / 8);
        Vitals middle = look("middle");
        work(end);
        Vitals last = look("end");

        System.out.printf("%d sessions and calls%n%s", counts.total(), counts);
        // From the middle to the end as well: what grows does not stop growing.
        problems.addAll(last.growthSince(start));
        problems.addAll(last.growthSince(middle));
        counts.unexpected().forEach((what, count) -> problems.add(count + " times without a code: " + what));
        problems.forEach(problem -> System.out.println("NOT FLAT " + problem));
        System.out.println(problems.isEmpty() ? "flat" : "not flat");
        return problems.isEmpty();
    }

    private void work(long until) {
        Flux.generate(sink -> {
                    if (System.nanoTime() < until) {
                        sink.next(next());
                    } else {
                        sink.complete();
                    }
                })
                .flatMap(work -> (Mono<?>) work, AT_ONCE, 1)
                .blockLast();
    }

    /** What is drawn is drawn here, in one thread: the seed decides. */
    private Mono<?> next() {
        Work work = WORK.get(random.nextInt(WORK.size()));
        String name = estate.names().get(random.nextInt(estate.names().size()));
        if (random.nextDouble() < DISTURBED) {
            estate.disturb(name, random);
        }
        Mono<?> one = work.on(estate, name, new Random(random.nextLong())).timeout(BOUND);
        if (random.nextDouble() < CANCELLED) {
            Duration soon = Duration.ofMillis(random.nextInt(LATEST_CANCEL_MILLIS));
            return one.then(Mono.just(true))
                    .take(soon)
                    .hasElement()
                    .doOnNext(ended -> count(work, ended))
                    .onErrorResume(error -> failed(work, error));
        }
        return one.then(Mono.fromRunnable(() -> counts.done(name(work)))).onErrorResume(error -> failed(work, error));
    }

    private static String name(Work work) {
        return work.name().toLowerCase(Locale.ROOT);
    }

    private void count(Work work, boolean ended) {
        if (ended) {
            counts.done(name(work));
        } else {
            counts.cancelled();
        }
    }

    private <T> Mono<T> failed(Work work, Throwable error) {
        counts.failed(name(work), work.isEndless(), error);
        return Mono.empty();
    }

    private Vitals look(String moment) {
        estate.heal();
        Integer open = Flux.interval(Duration.ZERO, Duration.ofMillis(100))
                .map(tick -> estate.openConnections())
                .takeUntil(connections -> connections == 0)
                .take(QUIET)
                .blockLast();
        if (open == null || open > 0) {
            problems.add(moment + ": " + open + " connections stay open");
        }
        Vitals vitals = Vitals.now(moment, estate.journal());
        System.out.println(vitals);
        return vitals;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException stuck) {
                    throw new UncheckedIOException(stuck);
                }
            });
        }
    }
}
