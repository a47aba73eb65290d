package io.arcconnect.internal.access;

import static io.arcconnect.internal.access.FakeProc.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.internal.access.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneFamilyTest {

    private static final Ends ENDS = FakeProc.ends(40_000, 3389);

    @TempDir
    Path root;

    private FakeProc proc;

    @BeforeEach
    void socket9() throws IOException {
        proc = FakeProc.of(root, 1000);
        proc.table("net/tcp", row(ENDS, "01", 1000, 9), row(ENDS.mirrored(), "01", 1000, 5));
    }

    @Test
    void at_whenOneOfThemHasIt_thenOurs() throws IOException {
        proc.open(70, 0, "pipe:[9]");
        proc.open(71, 3, "socket:[8]");
        proc.open(71, 4, "socket:[9]");

        assertThat(found(10, 70L, 71L)).isEqualTo(Finding.OURS);
    }

    @Test
    void at_whenAnotherHasIt_thenNotOurs() throws IOException {
        proc.open(70, 3, "socket:[8]");
        proc.open(70, 4, "pipe:[9]");
        proc.open(71, 4, "socket:[9]");

        assertThat(found(10, 70L).kind()).isEqualTo(Kind.NOT_OURS);
        assertThat(found(10, 70L).why()).contains("process 70");
    }

    @Test
    void at_whenTheProcessHasEnded_thenNotOurs() throws IOException {
        assertThat(found(10).why()).contains("has ended");
    }

    @Test
    void at_whenThereAreTooManyFilesToLookAt_thenNotOurs() throws IOException {
        for (int i = 0; i < 20; i++) {
            proc.open(70, i, "socket:[" + (100 + i) + "]");
        }

        assertThat(found(10, 70L).kind()).isEqualTo(Kind.NOT_OURS);
        assertThat(found(10, 70L).why()).contains("as far as");
    }

    @Test
    void at_whenItMayNotBeLookedAt_thenNotOurs() throws IOException {
        proc.write("70/fd", "no folder");

        assertThat(found(10, 70L).why()).contains("as far as");
    }

    @Test
    void at_whenItIsNotInTheTables_thenNotOurs() throws IOException {
        proc.open(70, 4, "socket:[0]");
        proc.table("net/tcp", row(ENDS, "06", 0, 0), row(ENDS.mirrored(), "01", 1000, 5));

        assertThat(found(10, 70L)).isEqualTo(Look.NOBODYS);
    }

    @Test
    void at_whenThereIsNoTable_thenNotOurs() throws IOException {
        Files.delete(root.resolve("net/tcp"));

        assertThat(found(10, 70L).kind()).isEqualTo(Kind.NOT_OURS);
    }

    private Finding found(int limit, Long... pids) throws IOException {
        Look look = new OneFamily(
                new SocketOwners(proc.files()),
                new HeldSockets(proc.files(), limit),
                "process 70",
                () -> List.of(pids));
        Map<Ends, Finding> all = look.at(Set.of(ENDS));
        return all.get(ENDS);
    }
}
