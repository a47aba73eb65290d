package io.arcconnect.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "'', 0",
        "grün, 4",
        "gru\u0308n, 4",
        "漢字, 4",
        "한글, 4",
        "ｱ, 1",
        "Ａ, 2",
        "😀, 2",
        "✓, 1",
        "…, 1",
        "𠀀, 2"
    })
    void of_whenMeasured_thenAsTerminalsDo(String text, int cells) {
        assertThat(Cells.of(text)).isEqualTo(cells);
    }

    @Test
    void fit_whenTooWide_thenCutBetweenCharacters() {
        assertThat(Cells.fit("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Cells.fit("abcdef", 5)).isEqualTo("abcd…");
        assertThat(Cells.fit("漢字漢", 5)).isEqualTo("漢字…");
        assertThat(Cells.fit("漢字漢", 4)).isEqualTo("漢…");
        assertThat(Cells.fit("😀😀", 1)).isEqualTo("…");
    }

    @Test
    void pad_whenNarrow_thenFilledUp() {
        assertThat(Cells.pad("漢", 4)).isEqualTo("漢  ");
        assertThat(Cells.padLeft("7", 3)).isEqualTo("  7");
        assertThat(Cells.pad("long", 2)).isEqualTo("long");
    }
}
