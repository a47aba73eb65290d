package io.arcconnect.examples.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.rdp.RdpReason;
import io.arcconnect.ssh.SshReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document about conditions: every row of protocol.md 9, each with a reason that exists. */
class ConditionsTest {

    @Test
    void conditions_whenListed_thenEveryRowOnceWithAReasonThatExists() throws IOException {
        Set<String> codes = Stream.<ErrorReason[]>of(ArcReason.values(), SshReason.values(), RdpReason.values())
                .flatMap(Arrays::stream)
                .map(reason -> "`" + reason.code() + "`")
                .collect(Collectors.toSet());

        List<String[]> rows = Files.readAllLines(document()).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> line.split(" *\\| *"))
                .toList();

        assertThat(rows)
                .extracting(row -> Integer.parseInt(row[1]))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 34).boxed().toList());
        assertThat(rows).extracting(row -> row[4]).allMatch(reason -> reason.equals("-") || codes.contains(reason));
    }

    private static Path document() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/conditions.md"))) {
            folder = java.util.Objects.requireNonNull(folder.getParent(), "not inside the project");
        }
        return folder.resolve("docs/conditions.md");
    }
}
