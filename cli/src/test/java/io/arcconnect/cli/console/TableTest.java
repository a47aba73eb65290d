package io.arcconnect.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = Table.of("NAME", "CPUS", "STATE")
            .numbers(1)
            .row("web-01", "4", "Connected")
            .row(Paint.BAD, 2, "漢字", "128", "Disconnected\u001b[2J since \u202eyesterday");

    @Test
    void lines_whenNobodyLooks_thenNothingIsCut() {
        assertThat(table.lines(Display.NONE))
                .containsExactly(
                        "NAME    CPUS  STATE",
                        "web-01     4  Connected",
                        "漢字     128  Disconnected since \\u202eyesterday");
    }

    @Test
    void lines_whenTheTerminalIsNarrow_thenTheWidestColumnIsCut() {
        assertThat(table.lines(FixedDisplay.of(30, 24)))
                .containsExactly("NAME    CPUS  STATE", "web-01     4  Connected", "漢字     128  Disconnected s…")
                .allSatisfy(line -> assertThat(Cells.of(line)).isLessThan(30));
    }

    @Test
    void lines_whenTheTerminalIsTooNarrow_thenColumnsStayReadable() {
        assertThat(table.lines(FixedDisplay.of(5, 24)))
                .containsExactly("NAME    CPUS  STATE", "web-01     4  Connect…", "漢字     128  Disconn…");
    }

    @Test
    void lines_whenThereAreColours_thenOnlyAroundWhatHasAMeaning() {
        assertThat(table.lines(new FixedDisplay(80, 24, true)))
                .element(2)
                .isEqualTo("漢字     128  \u001b[31mDisconnected since \\u202eyesterday\u001b[0m");
    }

    @Test
    void lines_whenThereAreNoHeadings_thenOnlyRows() {
        assertThat(Table.of("", "").row("a", "b").lines(Display.NONE)).containsExactly("a  b");
    }

    @Test
    void row_whenItDoesNotFit_thenRefused() {
        assertThatThrownBy(() -> table.row("a")).isInstanceOf(IllegalArgumentException.class);
    }
}
