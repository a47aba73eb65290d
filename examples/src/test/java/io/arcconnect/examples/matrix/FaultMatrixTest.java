package io.arcconnect.examples.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.arcconnect.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault against every operation: the whole of docs/fault-matrix.md. */
@Tag("interop")
@ExtendWith(LeakGuard.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {

    private final List<Cell> cells = Matrix.cells();
    private Map<Cell, Optional<Throwable>> results = Map.of();
    private Set<String> threadsLeft = Set.of();

    @BeforeAll
    void runAll(@TempDir Path folder) {
        Set<String> before = LibraryThreads.alive();
        results = Matrix.run(cells, folder);
        threadsLeft = LibraryThreads.leftBeside(before);
    }

    List<Cell> cells() {
        return cells;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void cell_whenRun_thenAsTheTableSays(Cell cell) {
        results.getOrDefault(cell, Optional.of(new AssertionError("it did not run")))
                .ifPresent(wrong -> fail(cell + " should be " + cell.expected() + ": " + wrong.getMessage(), wrong));
    }

    @Test
    void cells_whenAllHaveRun_thenNoThreadOfTheLibraryIsLeft() {
        assertThat(threadsLeft).isEmpty();
    }
}
