package io.arcconnect.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowSizeTest {

    @Test
    void parse_whenSttyTellsIt_thenRowsComeFirst() {
        assertThat(WindowSize.parse("24 80\n")).contains(new WindowSize(80, 24));
    }

    @Test
    void parse_whenTheTerminalDoesNotKnow_thenNothing() {
        assertThat(WindowSize.parse("0 0\n")).isEmpty();
        assertThat(WindowSize.parse("99999 80")).isEmpty();
        assertThat(WindowSize.parse("stty: what?")).isEmpty();
    }
}
