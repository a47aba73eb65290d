package io.arcconnect.cli.desktop;

import io.arcconnect.rdp.DesktopClient;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.rdp.RdpDisplay;
import io.arcconnect.rdp.RdpFile;
import io.arcconnect.rdp.RdpRedirection;
import io.arcconnect.ssh.Ssh;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a remote desktop is opened. */
public final class DesktopOptions {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    @Option(
            names = "--local-port",
            paramLabel = "N",
            description = "port of this computer that leads to the desktop (default: any that is free)")
    int localPort;

    @Option(
            names = "--desktop-port",
            paramLabel = "N",
            description = "port of the machine that remote desktop listens on (default: 3389)")
    int desktopPort = Rdp.DEFAULT_TARGET_PORT;

    @Option(names = "--rdp-file", paramLabel = "FILE", description = "write the .rdp file there, and leave it there")
    @Nullable
    Path rdpFile;

    @Option(names = "--no-launch", description = "start no desktop client: hold the port open until Ctrl-C")
    boolean noLaunch;

    @Option(
            names = "--client",
            paramLabel = "PROGRAM",
            description = "desktop client to start: mstsc, an application of macOS (.app), or FreeRDP"
                    + " (default: what is found)")
    @Nullable
    Path client;

    @Option(
            names = "--windows-user",
            paramLabel = "NAME",
            description = "who signs in to Windows, such as CONTOSO\\ada (default: the user of the SSH login)")
    @Nullable
    String windowsUser;

    @Option(
            names = "--share",
            split = ",",
            paramLabel = "THING",
            description = "show this of here to the machine: clipboard, drives, printers, smart-cards, sound,"
                    + " microphone, cameras and others (default: nothing)")
    List<String> shares = List.of();

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "1280x800 for a window, full for the full screen, all for all monitors")
    @Nullable
    String size;

    /** Made by picocli. */
    public DesktopOptions() {}

    Rdp protocol(Ssh ssh) {
        return Rdp.over(ssh).localPort(localPort).targetPort(desktopPort);
    }

    /** {@return the file with what was asked for} */
    RdpFile on(RdpFile file) {
        RdpFile changed = windowsUser == null ? file : file.withUsername(windowsUser);
        changed = size == null ? changed : changed.withDisplay(display(size));
        return shares.isEmpty() ? changed : changed.withRedirections(redirections());
    }

    Optional<DesktopClient> client() {
        return Optional.ofNullable(client).map(DesktopOptions::known);
    }

    /**
     * Checks what only the library can judge.
     *
     * @return these
     * @throws IllegalArgumentException when an option is malformed
     */
    public DesktopOptions checked() {
        var unused = List.of(protocol(Ssh.as("anybody")), on(RdpFile.parse("")));
        if (noLaunch && client != null) {
            throw new IllegalArgumentException("--no-launch and --client do not go together");
        }
        return this;
    }

    private static DesktopClient known(Path program) {
        String name = String.valueOf(program.getFileName()).toLowerCase(Locale.ROOT);
        if (name.equals("mstsc") || name.equals("mstsc.exe")) {
            return DesktopClient.mstsc(program);
        }
        return name.endsWith(".app") ? DesktopClient.windowsApp(program.toString()) : DesktopClient.freeRdp(program);
    }

    private static RdpDisplay display(String text) {
        Matcher window = SIZE.matcher(text);
        if (window.matches()) {
            return RdpDisplay.window(Integer.parseInt(window.group(1)), Integer.parseInt(window.group(2)));
        }
        return switch (text) {
            case "full" -> RdpDisplay.fullScreen();
            case "all" -> RdpDisplay.allMonitors();
            default -> throw new IllegalArgumentException("a size is 1280x800, full or all; got " + text);
        };
    }

    private RdpRedirection[] redirections() {
        List<RdpRedirection> wanted = new ArrayList<>();
        for (String name : shares) {
            String constant = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
            wanted.add(List.of(RdpRedirection.values()).stream()
                    .filter(one -> one.name().equals(constant))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "nothing that can be shared: " + name + "; there is " + String.join(", ", names()))));
        }
        return wanted.toArray(RdpRedirection[]::new);
    }

    private static List<String> names() {
        return List.of(RdpRedirection.values()).stream()
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
