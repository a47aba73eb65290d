package io.arcconnect.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyPlaceTest {

    @Test
    void parse_whenAColonComesFirst_thenOnTheMachine() {
        assertThat(parse(":/srv/a b")).isEqualTo(new CopyPlace(Optional.empty(), true, "/srv/a b"));
        assertThat(parse("web-01:x")).isEqualTo(new CopyPlace(Optional.of("web-01"), true, "x"));
        assertThat(parse(":")).isEqualTo(new CopyPlace(Optional.empty(), true, "."));
        assertThat(parse(":~/x:y")).isEqualTo(new CopyPlace(Optional.empty(), true, "x:y"));
        assertThat(parse("win-01:C:\\Temp\\a")).isEqualTo(new CopyPlace(Optional.of("win-01"), true, "/C:/Temp/a"));
    }

    @Test
    void parse_whenThereIsNoColonBeforeASlash_thenOfThisComputer() {
        assertThat(parse("a/b:c").isRemote()).isFalse();
        assertThat(parse("./b:c").path()).isEqualTo("./b:c");
        assertThat(CopyPlace.parse("C:\\Temp", true).isRemote()).isFalse();
        assertThat(CopyPlace.parse("C:Temp", false).machine()).contains("C");
    }

    @Test
    void parse_whenItIsNeither_thenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("ada@web:x"))
                .withMessageContaining("--local-user");
        assertThatIllegalArgumentException().isThrownBy(() -> parse("a b:c")).withMessageContaining("./a b:c");
    }

    private static CopyPlace parse(String typed) {
        return CopyPlace.parse(typed, false);
    }
}
