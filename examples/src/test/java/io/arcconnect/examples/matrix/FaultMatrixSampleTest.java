package io.arcconnect.examples.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every operation, each in another few of the matrix's troubles: what is quick enough for every build. */
@ExtendWith(LeakGuard.class)
class FaultMatrixSampleTest {

    @Test
    void cells_whenSampled_thenAsTheTableSays(@TempDir Path folder) {
        List<Cell> sample = Matrix.sample();

        Set<String> before = LibraryThreads.alive();
        Map<Cell, Optional<Throwable>> results = Matrix.run(sample, folder);

        Map<String, String> red = results.entrySet().stream()
                .filter(entry -> entry.getValue().isPresent())
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(),
                        entry -> String.valueOf(entry.getValue().orElseThrow().getMessage())));
        assertThat(red).isEmpty();
        assertThat(LibraryThreads.leftBeside(before)).isEmpty();
    }
}
