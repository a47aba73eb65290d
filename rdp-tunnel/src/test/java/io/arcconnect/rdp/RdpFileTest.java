package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class RdpFileTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final RdpFile file = new RdpFile(50_123, "", Schedulers.boundedElastic());

    @TempDir
    Path folder;

    @Test
    void content_whenNoUser_thenAddressNoGatewayAndNoRedirection() {
        assertThat(file.content().split("\r\n", -1))
                .startsWith("full address:s:127.0.0.1:50123")
                .endsWith("")
                .contains(
                        "gatewayusagemethod:i:0",
                        "redirectclipboard:i:0",
                        "redirectprinters:i:0",
                        "redirectsmartcards:i:0",
                        "drivestoredirect:s:",
                        "audiocapturemode:i:0")
                .noneMatch(line -> line.startsWith("username") || line.contains("password"));
    }

    @Test
    void withUsername_whenDomainUser_thenALineOfItsOwnAndTheOldFileIsUnchanged() {
        RdpFile named = file.withUsername("CONTOSO\\ada");

        assertThat(named.content()).contains("\r\nusername:s:CONTOSO\\ada\r\n");
        assertThat(file.content()).doesNotContain("username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ada\r\nalternate shell:s:calc", "ada\nx", "ada\u2028x", "a\u0000"})
    void withUsername_whenItCouldAddASetting_thenIllegalArgument(String username) {
        assertThatThrownBy(() -> file.withUsername(username)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writeTo_whenSubscribed_thenUtf16WithByteOrderMark() throws IOException {
        Path path = folder.resolve("win-01.rdp");
        RdpFile named = file.withUsername("grüße");

        named.writeTo(path).block(BOUND);

        byte[] bytes = Files.readAllBytes(path);
        assertThat(bytes).startsWith(0xFF, 0xFE);
        assertThat(new String(bytes, StandardCharsets.UTF_16)).isEqualTo(named.content());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions there")
    void writeTo_whenAFileIsThere_thenItIsReplacedAndOnlyTheOwnerCanRead() throws IOException {
        Path path = folder.resolve("win-01.rdp");
        Files.writeString(path, "old");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        file.writeTo(path).block(BOUND);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(path, StandardCharsets.UTF_16)).isEqualTo(file.content());
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
}
