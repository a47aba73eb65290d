package io.arcconnect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Runs every target over its corpus and over as many mutations of that as fit a build. Longer, and with an eye on coverage:
 * {@code fuzz/run}.
 */
class CorpusTest {

    static final List<Targets> TARGETS = List.of(Targets.values());

    private static final long SEED = Long.getLong("arcconnect.fuzz.seed", 20261123);
    private static final int TIMES = Integer.getInteger("arcconnect.fuzz.times", 1);

    @ParameterizedTest
    @FieldSource("TARGETS")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void target_whenGivenItsCorpus_thenItHolds(Targets target) throws IOException {
        for (Path file : Corpus.files(target.folder())) {
            run(target, Corpus.read(file), "corpus file " + file);
        }
    }

    @ParameterizedTest
    @FieldSource("TARGETS")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void target_whenGivenMutations_thenItHolds(Targets target) throws IOException {
        List<byte[]> known =
                Corpus.files(target.folder()).stream().map(Corpus::read).toList();
        Mutation mutation = new Mutation(new Random(SEED), known);

        for (int i = 0; i < target.tries() * TIMES; i++) {
            run(target, mutation.next(), "mutation " + i + " of -Darcconnect.fuzz.seed=" + SEED);
        }
    }

    @Test
    void targets_whenCompared_thenEveryCorpusBelongsToOne() throws IOException {
        try (var folders = Files.list(Corpus.folder(""))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            TARGETS.stream().map(Targets::folder).toList());
        }
    }

    private static void run(Targets target, byte[] input, String origin) throws IOException {
        try {
            target.target().run(input);
        } catch (Exception | Error broken) {
            Path kept = Files.createDirectories(Path.of("target", "fuzz"))
                    .resolve(target.folder() + "-" + Integer.toHexString(Arrays.hashCode(input)));
            Files.write(kept, input);
            String start = new BigInteger(1, Arrays.copyOf(input, Math.min(input.length, 64))).toString(16);
            fail(target + " broke on " + origin + ", kept as " + kept + ", which begins with " + start, broken);
        }
    }
}
