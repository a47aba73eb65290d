package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/", "a/b", "/etc/passwd", "../x", "a\0b", "\uFFFD"})
    void checked_whenANameIsAWay_thenUnsafeEverywhere(String name) {
        assertThatThrownBy(() -> SafeNames.checked(name, false)).isInstanceOf(UnsafeName.class);
        assertThatThrownBy(() -> SafeNames.checked(name, true)).isInstanceOf(UnsafeName.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:",
                "c:\\x",
                "a\\b",
                "..\\x",
                "x:stream",
                "nul",
                "NUL.txt",
                "com1",
                "trailing.",
                "blank ",
                "a*",
                "\t"
            })
    void checked_whenWindowsTakesANameForSomethingElse_thenUnsafeThere(String name) throws Exception {
        assertThat(SafeNames.checked(name, false)).isEqualTo(name);
        assertThatThrownBy(() -> SafeNames.checked(name, true)).isInstanceOf(UnsafeName.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".hidden", "a b", "ä.txt", "-rf", "console", "..a"})
    void checked_whenANameIsOne_thenItIsTaken(String name) throws Exception {
        assertThat(SafeNames.checked(name, true)).isEqualTo(name);
    }

    @Test
    void staysIn_whenALinkSaysSomething_thenOnlyTheTreeIsAllowed() {
        Path tree = Path.of("/t/tree");
        Path link = tree.resolve("d/link");

        assertThat(SafeNames.staysIn(tree, link, "x")).isTrue();
        assertThat(SafeNames.staysIn(tree, link, "../x/y")).isTrue();
        assertThat(SafeNames.staysIn(tree, link, "..")).isTrue();
        assertThat(SafeNames.staysIn(tree, link, "../..")).isFalse();
        assertThat(SafeNames.staysIn(tree, link, "x/../y")).isFalse();
        assertThat(SafeNames.staysIn(tree, link, "/etc/passwd")).isFalse();
        assertThat(SafeNames.staysIn(tree, link, "../../tree2/x")).isFalse();
        assertThat(SafeNames.staysIn(tree, link, "")).isFalse();
    }
}
