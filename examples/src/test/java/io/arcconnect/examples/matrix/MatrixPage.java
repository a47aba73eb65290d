package io.arcconnect.examples.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The matrix as docs/fault-matrix.md shows it: what the cells must come to, by the same rules that the test holds them to. */
final class MatrixPage {

    private static final String HEAD = """
            # What each fault comes to

            Each row is a fault of the testkit, each column an operation. `FaultMatrixTest` runs every cell against the emulator, with
            a client, a machine and folders of its own, and holds it to this table: outcome, number of tries, nothing left open (relay
            connections, SSH sessions, dials, local ports, threads, buffers) and nothing half-written (files here and there, known_hosts,
            `.rdp`, receipts). After a failure the same operation runs again without the fault, on the same client, and must succeed.
            Generated: `%s`.

            `ok` is done, a code is the failure, `ended` means that a program of this computer sees its connection end while the tunnel
            stays. "on ANY" strikes the first call that the operation makes. `×2` counts tries: calls of the kind that the fault strikes, or dials. `1-2` depends on the computer's speed. A dot: the
            operation's way does not lead past the fault. An empty cell has a reason below the table.

            Settings: calls of Azure Resource Manager are repeated twice at once, and once more with a new token; dials are waited for
            3 seconds where they fail to the end; SSH asks after 0.8 seconds of silence, three times. A fault without a count stays.
            Each operation carries %d bytes; "after %d bytes" is in the login, "after %d bytes" in the work.

            """;

    static final String HOW = "mvn -B -ntp -pl examples -am test -Dtest=FaultMatrixPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Darcconnect.renew=true";

    private MatrixPage() {}

    static String text() {
        List<Operation> operations = Matrix.operations();
        List<String> lines = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        lines.add("| Fault | " + joined(operations) + " |");
        lines.add("| --- |" + " --- |".repeat(operations.size()));
        for (Trouble trouble : Matrix.troubles()) {
            lines.add("| " + trouble + " | "
                    + operations.stream()
                            .map(operation -> word(new Cell(trouble, operation), notes))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        lines.add("");
        lines.add(Matrix.cells().size() + " cells run. Those that are empty, or are not as the fault's rule says:");
        lines.add("");
        notes.stream().distinct().map(note -> "- " + note).forEach(lines::add);
        Absent.reasons().forEach((fault, why) -> lines.add("- `" + fault + "` has no row: " + why));
        return HEAD.formatted(HOW, Work.BYTES, Work.BEGINNING, Work.MIDDLE) + String.join("\n", lines) + "\n";
    }

    private static String word(Cell cell, List<String> notes) {
        if (!cell.isMet()) {
            return "·";
        }
        Optional<String> none = cell.notApplicable();
        none.ifPresent(why -> notes.add(cell + ": " + why));
        Deviations.why(cell).ifPresent(why -> notes.add(cell + ": " + why));
        return none.isPresent() ? "" : cell.expected().toString();
    }

    private static String joined(List<Operation> operations) {
        return operations.stream().map(Operation::toString).collect(Collectors.joining(" | "));
    }
}
