package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RdpDisplayTest {

    @Test
    void put_whenFullScreen_thenOneMonitorAndNoSize() {
        assertThat(lines(RdpDisplay.fullScreen()))
                .containsExactly(
                        "screen mode id:i:2", "use multimon:i:0", "dynamic resolution:i:1", "smart sizing:i:0");
    }

    @Test
    void put_whenWindow_thenItsSize() {
        assertThat(lines(RdpDisplay.window(1280, 800)))
                .contains("screen mode id:i:1", "desktopwidth:i:1280", "desktopheight:i:800");
    }

    @Test
    void put_whenMonitors_thenAllOrThese() {
        assertThat(lines(RdpDisplay.allMonitors())).contains("use multimon:i:1").noneMatch(l -> l.startsWith("sel"));
        assertThat(lines(RdpDisplay.monitors(2, 0))).contains("use multimon:i:1", "selectedmonitors:s:2,0");
    }

    @Test
    void put_whenResizing_thenNeverBothWays() {
        assertThat(lines(RdpDisplay.fullScreen().scaled())).contains("dynamic resolution:i:0", "smart sizing:i:1");
        assertThat(lines(RdpDisplay.fullScreen().fixed())).contains("dynamic resolution:i:0", "smart sizing:i:0");
    }

    @Test
    void put_whenTheFileSaysOtherwise_thenNothingOfThatIsLeft() {
        RdpLines before = RdpLines.parse(
                RdpDisplay.monitors(1) + RdpDisplay.window(800, 600).toString()
                        + "desktop size id:i:3\r\nspan monitors:i:1\r\nkeyboardhook:i:2");

        assertThat(RdpDisplay.fullScreen().put(before).all())
                .containsExactlyInAnyOrder(
                        "screen mode id:i:2",
                        "use multimon:i:0",
                        "dynamic resolution:i:1",
                        "smart sizing:i:0",
                        "keyboardhook:i:2");
    }

    @Test
    void display_whenEqual_thenEqual() {
        assertThat(RdpDisplay.window(800, 600).scaled())
                .isEqualTo(RdpDisplay.window(800, 600).scaled())
                .hasSameHashCodeAs(RdpDisplay.window(800, 600).scaled())
                .isNotEqualTo(RdpDisplay.window(800, 600));
    }

    @Test
    void display_whenOutOfRange_thenIllegalArgument() {
        assertThatThrownBy(() -> RdpDisplay.window(199, 600)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RdpDisplay.window(800, 8193)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(RdpDisplay::monitors).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RdpDisplay.monitors(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> lines(RdpDisplay display) {
        return display.put(new RdpLines(List.of())).all();
    }
}
