package io.arcconnect.examples.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page, and that it has every fault. */
class FaultMatrixPageTest {

    @Test
    void page_whenCompared_thenItSaysWhatTheCellsAreHeldTo() throws IOException {
        Path page = project().resolve("docs/fault-matrix.md");
        if (Boolean.getBoolean("arcconnect.renew")) {
            Files.writeString(page, MatrixPage.text());
        }

        assertThat(page)
                .as("renew it: %s", MatrixPage.HOW)
                .usingCharset(StandardCharsets.UTF_8)
                .hasContent(MatrixPage.text());
    }

    @Test
    void rows_whenComparedWithTheCatalogue_thenNoFaultIsForgotten() {
        Set<String> rows =
                Matrix.troubles().stream().map(row -> row.fault().name()).collect(Collectors.toSet());

        assertThat(Fault.catalogue())
                .extracting(Fault::name)
                .allMatch(
                        name -> rows.contains(name) != Absent.reasons().containsKey(name), "is a row or has a reason");
        assertThat(Matrix.troubles()).extracting(Trouble::toString).doesNotHaveDuplicates();
    }

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/codes.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the project");
        }
        return folder;
    }
}
