package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.model.MachineId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final MachineId MACHINE = DirectArc.ID;
    private static final HostKey FIRST =
            HostKey.parse("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAcAAAAHAAAABwAAAAcAAAAHAAAABwAAAAcAAAAH");
    private static final HostKey SECOND =
            HostKey.parse("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAgAAAAIAAAACAAAAAgAAAAIAAAACAAAAAgAAAAI");

    @TempDir
    Path directory;

    @Test
    void add_whenSomeAreKnown_thenTheOthersFollow() throws Exception {
        Path file = directory.resolve("known_hosts");
        KnownHosts known = KnownHosts.in(file);
        known.add(MACHINE, FIRST).block(LIMIT);

        known.add(MACHINE, FIRST, SECOND, SECOND).block(LIMIT);

        assertThat(known.keys(MACHINE).block(LIMIT)).containsExactly(FIRST, SECOND);
        assertThat(Files.readAllLines(file))
                .containsExactly(MACHINE.key() + " " + FIRST.line(), MACHINE.key() + " " + SECOND.line());
    }

    @Test
    void forget_whenThereAreKeys_thenTheyAreToldAndGone() throws Exception {
        Path file = directory.resolve("known_hosts");
        Files.write(file, List.of("elsewhere " + FIRST.line()));
        KnownHosts known = KnownHosts.in(file);
        known.add(MACHINE, FIRST, SECOND).block(LIMIT);

        List<HostKey> forgotten = known.forget(MACHINE).block(LIMIT);

        assertThat(forgotten).containsExactly(FIRST, SECOND);
        assertThat(known.keys(MACHINE).block(LIMIT)).isEmpty();
        assertThat(known.forget(MACHINE).block(LIMIT)).isEmpty();
        assertThat(Files.readAllLines(file)).containsExactly("elsewhere " + FIRST.line());
    }

    @Test
    void keys_whenTheFileIsMissing_thenNoneAndNothingIsMade() {
        Path file = directory.resolve("missing");

        assertThat(KnownHosts.in(file).keys(MACHINE).block(LIMIT)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void keys_whenItIsNoFile_thenAnError() {
        assertThatThrownBy(() -> KnownHosts.in(directory).keys(MACHINE).block(LIMIT))
                .hasCauseInstanceOf(IOException.class);
    }
}
