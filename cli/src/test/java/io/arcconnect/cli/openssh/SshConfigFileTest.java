package io.arcconnect.cli.openssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SshConfigFileTest {

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void write_whenNothingIsThere_thenFileAndFolderAreForTheirOwnerOnly() throws Exception {
        Path file = folder.resolve("new/config");

        boolean written = new SshConfigFile(file).write("a", "Host a\n");

        assertThat(written).isTrue();
        assertThat(file).hasContent("""
                # BEGIN arcconnect ssh-config a
                Host a
                # END arcconnect ssh-config a
                """);
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(file.getParent())).isEqualTo("rwx------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void write_whenOthersWroteToo_thenTheirBytesStayAndOursAreReplacedInPlace() throws Exception {
        Path file = folder.resolve("config");
        byte[] theirs = "Host \u00e9 # no newline".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, theirs);
        SshConfigFile config = new SshConfigFile(file);

        config.write("a", "Host a1\n");
        config.write("b", "Host b1\n");
        config.write("a", "Host a2\nHost a3\n");

        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .startsWith("Host \u00e9 # no newline\n# BEGIN arcconnect ssh-config a\nHost a2\nHost a3\n# END");
        assertThat(text).doesNotContain("a1").endsWith("Host b1\n# END arcconnect ssh-config b\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void write_whenItIsTheSameAgain_thenTheFileIsNotTouched() throws Exception {
        Path file = folder.resolve("config");
        SshConfigFile config = new SshConfigFile(file);
        config.write("a", "Host a\n");
        Object before = Files.readAttributes(file, "unix:ino").get("ino");

        boolean written = config.write("a", "Host a\n");

        assertThat(written).isFalse();
        assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isEqualTo(before);
    }

    @Test
    void write_whenThePartIsEmpty_thenItIsTakenAway() throws Exception {
        Path file = folder.resolve("config");
        Files.writeString(file, "Host mine\n");
        SshConfigFile config = new SshConfigFile(file);
        config.write("a", "Host a\n");

        config.write("a", "");

        assertThat(file).hasContent("Host mine\n");
    }

    @Test
    void write_whenTheEndOfThePartIsGone_thenNothingIsWritten() throws Exception {
        Path file = folder.resolve("config");
        Files.writeString(file, "# BEGIN arcconnect ssh-config a\nHost mine\n");

        assertThatThrownBy(() -> new SshConfigFile(file).write("a", "Host a\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("# END arcconnect ssh-config a");
        assertThat(file).hasContent("# BEGIN arcconnect ssh-config a\nHost mine\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void write_whenTheNameIsALink_thenTheLinkStays() throws Exception {
        Path real = folder.resolve("dotfiles-config");
        Files.writeString(real, "Host mine\n");
        Path link = Files.createSymbolicLink(folder.resolve("config"), real);

        new SshConfigFile(link).write("a", "Host a\n");

        assertThat(link).isSymbolicLink();
        assertThat(real).content().startsWith("Host mine\n").contains("Host a\n");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
