package io.arcconnect.ssh.internal.knownhosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsFileTest {

    private static final String ALIAS =
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/rg/providers/"
                    + "microsoft.hybridcompute/machines/web-01";

    private static final PublicKeyText KNOWN = SomeKeys.ed25519(1);
    private static final PublicKeyText OTHER = SomeKeys.ed25519(2);

    @TempDir
    Path directory;

    private KnownHostsFile file(String... lines) throws Exception {
        Path path = directory.resolve("known_hosts");
        Files.write(path, List.of(lines));
        return new KnownHostsFile(path);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# comment", "   ", "half a line", "|1|notbase64|x ssh-ed25519 AAAA", "* ssh-ed25519 !!!!"})
    void keysOf_whenALineIsOfNoUse_thenTheOthersCount(String useless) throws Exception {
        assertThat(file(useless, ALIAS + " " + KNOWN).keysOf(ALIAS).hostKeys()).containsExactly(KNOWN);
    }

    @Test
    void keysOf_whenThereAreSeveralOfEachKind_thenEachIsInItsPlace() throws Exception {
        KnownKeys keys = file(
                        ALIAS + " " + KNOWN,
                        ALIAS + " " + OTHER + " second",
                        "@cert-authority * " + SomeKeys.ed25519(3),
                        "@revoked * " + SomeKeys.ed25519(4),
                        "@unheard-of * " + SomeKeys.ed25519(5),
                        "elsewhere " + SomeKeys.ed25519(6))
                .keysOf(ALIAS);

        assertThat(keys.hostKeys()).containsExactly(KNOWN, OTHER);
        assertThat(keys.authorities()).containsExactly(SomeKeys.ed25519(3));
        assertThat(keys.revoked()).containsExactly(SomeKeys.ed25519(4));
    }

    @Test
    void addFirst_whenTheFileIsNew_thenOnlyTheOwnerMayReadIt() throws Exception {
        Path path = directory.resolve("new/known_hosts");

        assertThat(new KnownHostsFile(path).addFirst(ALIAS, List.of(KNOWN, OTHER)))
                .isEmpty();

        assertThat(Files.readString(path)).isEqualTo(ALIAS + " " + KNOWN + "\n" + ALIAS + " " + OTHER + "\n");
        assertThat(mode(path)).isEqualTo("rw-------");
        assertThat(mode(path.resolveSibling("known_hosts.lock"))).isEqualTo("rw-------");
        assertThat(mode(path.getParent())).isEqualTo("rwx------");
    }

    @Test
    void addFirst_whenTheFileIsThere_thenModeAndEveryByteStayAndNothingIsLeftBeside() throws Exception {
        Path path = directory.resolve("known_hosts");
        byte[] before = ("# m\u00fcller\r\nelsewhere " + OTHER).getBytes(StandardCharsets.ISO_8859_1);
        Files.write(path, before);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        new KnownHostsFile(path).addFirst(ALIAS, List.of(KNOWN));

        assertThat(mode(path)).isEqualTo("rw-r--r--");
        assertThat(Files.readAllBytes(path)).startsWith(before);
        assertThat(Files.readAllLines(path, StandardCharsets.ISO_8859_1)).hasSize(3);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("known_hosts", "known_hosts.lock");
        }
    }

    @Test
    void addFirst_whenTheFileIsALink_thenTheLinkStaysAndItsTargetIsChanged() throws Exception {
        Path target = Files.createDirectory(directory.resolve("elsewhere")).resolve("real");
        Path link = Files.createSymbolicLink(directory.resolve("known_hosts"), Path.of("elsewhere/real"));

        new KnownHostsFile(link).addFirst(ALIAS, List.of(KNOWN));
        new KnownHostsFile(link).addFirst("second", List.of(OTHER));

        assertThat(link).isSymbolicLink();
        assertThat(Files.readAllLines(target)).hasSize(2);
    }

    @Test
    void addFirst_whenReadersLookMeanwhile_thenTheySeeTheOldOrTheNewFileAndNeverHalfALine() throws Exception {
        KnownHostsFile file = file(ALIAS + " " + KNOWN);

        IntStream.range(0, 64).parallel().forEach(number -> {
            try {
                if (number % 4 == 0) {
                    file.addFirst("host-" + number, List.of(SomeKeys.ed25519(100 + number)));
                } else {
                    assertThat(file.keysOf(ALIAS).hostKeys()).containsExactly(KNOWN);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(Files.readAllLines(file.path())).hasSize(17);
    }

    @Test
    void addFirst_whenManyMeetTheMachineAtOnce_thenOneLineAndTheOtherKeyIsTold() throws Exception {
        Path path = directory.resolve("known_hosts");

        List<Optional<PublicKeyText>> outcomes = IntStream.range(0, 16)
                .parallel()
                .mapToObj(number -> {
                    try {
                        return new KnownHostsFile(path).addFirst(ALIAS, List.of(number % 2 == 0 ? KNOWN : OTHER));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();

        assertThat(Files.readAllLines(path)).hasSize(1);
        assertThat(outcomes.stream().filter(Optional::isPresent)).hasSize(8);
    }

    @Test
    void addFirst_whenItIsADirectory_thenAnErrorAndNoTraces() {
        assertThatThrownBy(() -> new KnownHostsFile(directory).addFirst(ALIAS, List.of(KNOWN)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void remove_whenTheHostHasLines_thenItsKeysGoAndTheRestStays() throws Exception {
        KnownHostsFile file = file(
                "# kept",
                ALIAS + ",second " + KNOWN + " comment",
                ALIAS + " " + OTHER,
                "@revoked " + ALIAS + " " + OTHER,
                "* " + SomeKeys.ed25519(9));

        assertThat(file.remove(ALIAS)).containsExactly(KNOWN, OTHER);

        assertThat(Files.readAllLines(file.path()))
                .containsExactly(
                        "# kept",
                        "second " + KNOWN + " comment",
                        "@revoked " + ALIAS + " " + OTHER,
                        "* " + SomeKeys.ed25519(9));
        assertThat(file.remove("nobody")).isEmpty();
    }
}
