package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

class RdpFileWritingTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final RdpFile file = RdpFileTest.file(Optional.of("ada"));

    @TempDir
    Path folder;

    @Test
    void writeTo_whenRead_thenTheSame() throws IOException {
        Path path = folder.resolve("win-01.rdp");

        file.writeTo(path).block(BOUND);

        assertThat(Files.readAllBytes(path)).isEqualTo(file.bytes());
        assertThat(RdpFile.read(path).block(BOUND)).isEqualTo(file);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions there")
    void writeTo_whenAFileIsThere_thenItIsReplacedAndOnlyTheOwnerCanRead() throws IOException {
        Path path = folder.resolve("win-01.rdp");
        Files.writeString(path, "old");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-r--"));

        file.writeTo(path).block(BOUND);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(path)).isEqualTo(file.bytes());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
    void writeTo_whenALinkIsThere_thenItsTargetIsNotTouched() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "old");
        Path path = Files.createSymbolicLink(folder.resolve("win-01.rdp"), other);

        file.writeTo(path).block(BOUND);

        assertThat(other).hasContent("old");
        assertThat(path).isRegularFile();
        assertThat(Files.isSymbolicLink(path)).isFalse();
    }

    @Test
    void writeTo_whenItCannotBeWritten_thenErrorAndNothingIsLeft() throws IOException {
        Path occupied = folder.resolve("taken.rdp");
        Files.createDirectories(occupied.resolve("child"));

        StepVerifier.create(file.writeTo(occupied))
                .expectError(IOException.class)
                .verify(BOUND);

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(occupied);
        }
    }

    @Test
    void writeTo_whenNotSubscribed_thenNothingIsWritten() {
        Path path = folder.resolve("never.rdp");

        var unused = file.writeTo(path);

        assertThat(path).doesNotExist();
    }

    @Test
    void read_whenMissingOrTooLong_thenTheDocumentedErrors() throws IOException {
        Path large = Files.write(folder.resolve("large.rdp"), new byte[RdpText.LONGEST + 1]);

        StepVerifier.create(RdpFile.read(folder.resolve("none.rdp")))
                .expectError(NoSuchFileException.class)
                .verify(BOUND);
        StepVerifier.create(RdpFile.read(large))
                .expectError(IllegalArgumentException.class)
                .verify(BOUND);
    }
}
