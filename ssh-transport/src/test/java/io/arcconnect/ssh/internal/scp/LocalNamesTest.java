package io.arcconnect.ssh.internal.scp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNamesTest {

    private static final Path FOLDER = Paths.get("folder");

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/etc/passwd", "../x", "a/b", "a\0b"})
    void in_whenANameLeadsElsewhere_thenUnsafe(String name) {
        assertThatThrownBy(() -> LocalNames.in(FOLDER, name)).isInstanceOf(UnsafeName.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\\b", "C:x", "x:stream", "con", "NUL.txt", "com1", "lpt¹.log", "dot.", "space ", "a*", "a\tb"})
    void isSafe_whenItMeansSomethingElseOnWindows_thenNotThere(String name) {
        assertThat(LocalNames.isSafe(name, true)).isFalse();
        assertThat(LocalNames.isSafe(name, false)).isTrue();
    }

    @Test
    void in_whenANameIsOrdinary_thenItIsInTheFolder() throws Exception {
        for (String name : new String[] {"a b", "ünï", "-rf", "...", "console", ".hidden"}) {
            assertThat(LocalNames.in(FOLDER, name)).isEqualTo(FOLDER.resolve(name));
            assertThat(LocalNames.isSafe(name, true)).isEqualTo(!name.equals("..."));
        }
    }
}
