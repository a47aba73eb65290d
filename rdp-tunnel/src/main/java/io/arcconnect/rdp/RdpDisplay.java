package io.arcconnect.rdp;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a desktop client shows the remote desktop. The settings are those of Microsoft's "Supported RDP properties"
 * (documented).
 *
 * <p>A value: each wither gives a new one.
 */
public final class RdpDisplay {

    private static final int SMALLEST = 200;
    private static final int LARGEST = 8192;

    /** When the window's size changes. */
    private enum Resizing {
        FIXED,
        SCALED,
        DYNAMIC
    }

    /** The window's size, or none for the full screen. */
    private record Window(int width, int height) {}

    private final List<Window> window;
    private final boolean manyMonitors;
    private final List<Integer> monitors;
    private final Resizing resizing;

    private RdpDisplay(List<Window> window, boolean manyMonitors, List<Integer> monitors, Resizing resizing) {
        this.window = window;
        this.manyMonitors = manyMonitors;
        this.monitors = monitors;
        this.resizing = resizing;
    }

    /** {@return the full screen of one monitor, following its resolution} */
    public static RdpDisplay fullScreen() {
        return new RdpDisplay(List.of(), false, List.of(), Resizing.DYNAMIC);
    }

    /**
     * Shows it in a window, whose size the desktop follows.
     *
     * @param width of the desktop in pixels, 200 to 8192
     * @param height likewise
     * @return the display
     * @throws IllegalArgumentException when out of range
     */
    public static RdpDisplay window(int width, int height) {
        return new RdpDisplay(List.of(new Window(inRange(width), inRange(height))), false, List.of(), Resizing.DYNAMIC);
    }

    /** {@return the full screen of every monitor} */
    public static RdpDisplay allMonitors() {
        return new RdpDisplay(List.of(), true, List.of(), Resizing.DYNAMIC);
    }

    /**
     * Shows it on the full screens of some monitors.
     *
     * @param ids as the client numbers them, such as {@code mstsc /l} or {@code xfreerdp /monitor-list} print; the first is
     *     the main one
     * @return the display
     * @throws IllegalArgumentException when there are none, or one is negative
     */
    public static RdpDisplay monitors(int... ids) {
        if (ids.length == 0 || IntStream.of(ids).anyMatch(id -> id < 0)) {
            throw new IllegalArgumentException("monitors are counted from 0");
        }
        return new RdpDisplay(List.of(), true, IntStream.of(ids).boxed().toList(), Resizing.DYNAMIC);
    }

    /** {@return the same, the desktop keeping its resolution and its picture scaled to the window} */
    public RdpDisplay scaled() {
        return new RdpDisplay(window, manyMonitors, monitors, Resizing.SCALED);
    }

    /** {@return the same, the desktop keeping its resolution whatever size the window has} */
    public RdpDisplay fixed() {
        return new RdpDisplay(window, manyMonitors, monitors, Resizing.FIXED);
    }

    RdpLines put(RdpLines lines) {
        RdpLines screen = lines.without("desktop size id", "span monitors")
                .with("screen mode id", window.isEmpty() ? 2 : 1)
                .with("use multimon", manyMonitors ? 1 : 0)
                .with("dynamic resolution", resizing == Resizing.DYNAMIC ? 1 : 0)
                .with("smart sizing", resizing == Resizing.SCALED ? 1 : 0);
        RdpLines sized = window.isEmpty()
                ? screen.without("desktopwidth", "desktopheight")
                : screen.with("desktopwidth", window.get(0).width())
                        .with("desktopheight", window.get(0).height());
        return monitors.isEmpty()
                ? sized.without("selectedmonitors")
                : sized.with(
                        "selectedmonitors",
                        's',
                        monitors.stream().map(Object::toString).collect(Collectors.joining(",")));
    }

    /** {@return whether both show it alike} */
    @Override
    public boolean equals(Object other) {
        return other instanceof RdpDisplay that
                && window.equals(that.window)
                && manyMonitors == that.manyMonitors
                && monitors.equals(that.monitors)
                && resizing == that.resizing;
    }

    /** {@return the same for equal displays} */
    @Override
    public int hashCode() {
        return Objects.hash(window, manyMonitors, monitors, resizing);
    }

    /** {@return the settings, one a line} */
    @Override
    public String toString() {
        return put(new RdpLines(List.of())).text();
    }

    private static int inRange(int pixels) {
        if (pixels < SMALLEST || pixels > LARGEST) {
            throw new IllegalArgumentException(
                    "a desktop has " + SMALLEST + " to " + LARGEST + " pixels each way, got " + pixels);
        }
        return pixels;
    }
}
