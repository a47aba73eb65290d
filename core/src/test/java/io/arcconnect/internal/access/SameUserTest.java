package io.arcconnect.internal.access;

import static io.arcconnect.internal.access.FakeProc.mappedRow;
import static io.arcconnect.internal.access.FakeProc.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.internal.access.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameUserTest {

    private static final Ends ENDS = FakeProc.ends(40_000, 3389);
    private static final String OUR_END = mappedRow(ENDS.mirrored(), "01", 1000, 5);

    @TempDir
    Path root;

    private FakeProc proc;

    @BeforeEach
    void weAreUser1000() throws IOException {
        proc = FakeProc.of(root, 1000);
        proc.table("net/tcp");
        proc.table("net/tcp6", OUR_END);
    }

    @Test
    void at_whenOfOurUser_thenOurs() throws IOException {
        proc.table("net/tcp", row(ENDS, "01", 1000, 9));

        assertThat(found()).isEqualTo(Finding.OURS);
    }

    @Test
    void at_whenAnIpv6SocketSpeaksIpv4_thenOurs() throws IOException {
        proc.table("net/tcp6", OUR_END, mappedRow(ENDS, "01", 1000, 9));

        assertThat(found()).isEqualTo(Finding.OURS);
    }

    @Test
    void at_whenItHasEndedItsOutput_thenOurs() throws IOException {
        proc.table("net/tcp", row(ENDS, "05", 1000, 9));
        proc.table("net/tcp6", mappedRow(ENDS.mirrored(), "08", 1000, 5));

        assertThat(found()).isEqualTo(Finding.OURS);
    }

    @Test
    void at_whenOfRoot_thenNotOurs() throws IOException {
        proc.table("net/tcp", row(ENDS, "01", 0, 9));

        assertThat(found().kind()).isEqualTo(Kind.NOT_OURS);
        assertThat(found().why()).contains("number 0,").contains("1000");
    }

    /** The kernel writes 0 where it no longer knows, and root must not take that for itself. */
    @Test
    void at_whenWeAreRootAndTheOwnerHasClosedIt_thenNotOurs() throws IOException {
        proc = FakeProc.of(root, 0);
        proc.table("net/tcp", row(ENDS, "05", 0, 0));

        assertThat(found()).isEqualTo(Look.NOBODYS);
    }

    @Test
    void at_whenItIsNotInTheTables_thenNotOurs() throws IOException {
        assertThat(found()).isEqualTo(Look.NOBODYS);
    }

    /** It was reset, and somebody else may use the same port now. */
    @Test
    void at_whenOurEndIsGone_thenNotOurs() throws IOException {
        proc.table("net/tcp", row(ENDS, "01", 1000, 9));
        proc.table("net/tcp6");
        Finding gone = found();
        proc.table("net/tcp6", mappedRow(ENDS.mirrored(), "01", 0, 0));
        Finding notYetAccepted = found();

        assertThat(gone).isEqualTo(Look.NOBODYS);
        assertThat(notYetAccepted).isEqualTo(Look.NOBODYS);
    }

    @Test
    void at_whenTheKernelHasNoIpv6_thenOurs() throws IOException {
        Files.delete(root.resolve("net/tcp6"));
        proc.table("net/tcp", row(ENDS, "01", 1000, 9), row(ENDS.mirrored(), "01", 1000, 5));

        assertThat(found()).isEqualTo(Finding.OURS);
    }

    @Test
    void at_whenThereIsNoTable_thenNobodyCanTell() throws IOException {
        Files.delete(root.resolve("net/tcp"));

        assertThat(found().kind()).isEqualTo(Kind.CANNOT_TELL);
    }

    /** Whoever connects could use up our descriptors, so that this must not let anybody in. */
    @Test
    void at_whenReadingFails_thenFails() throws IOException {
        Files.delete(root.resolve("net/tcp"));
        Files.createDirectory(root.resolve("net/tcp"));

        assertThatThrownBy(this::found).isInstanceOf(IOException.class);
    }

    @Test
    void at_whenOurNumberStandsForEverybodyUnknown_thenNotOurs() throws IOException {
        proc = FakeProc.of(root, 65_534);
        proc.write("self/uid_map", "         0     100000      65535\n");
        proc.table("net/tcp", row(ENDS, "01", 65_534, 9));

        assertThat(found().kind()).isEqualTo(Kind.NOT_OURS);
    }

    @Test
    void at_whenWeAreNobodyAmongUsersWhoAreAllKnown_thenOurs() throws IOException {
        proc = FakeProc.of(root, 65_534);
        proc.table("net/tcp", row(ENDS, "01", 65_534, 9));

        assertThat(found()).isEqualTo(Finding.OURS);
    }

    @Test
    void at_whenOurUserIsNotTold_thenFails() throws IOException {
        proc.write("self/status", "Name:\tjava\n");

        assertThatThrownBy(this::found).isInstanceOf(IOException.class);
    }

    private Finding found() throws IOException {
        Map<Ends, Finding> all =
                new SameUser(new SocketOwners(proc.files()), new OwnUser(proc.files())).at(Set.of(ENDS));
        assertThat(all).containsOnlyKeys(ENDS);
        return all.get(ENDS);
    }
}
