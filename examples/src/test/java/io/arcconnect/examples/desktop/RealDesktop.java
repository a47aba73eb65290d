package io.arcconnect.examples.desktop;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A desktop that xrdp serves on a loopback port. One terminal fills it and writes each line that is typed to a file, until
 * the desktop ends, whoever comes and goes. There is no shell in it: any user of this computer may connect while it is there.
 */
final class RealDesktop implements AutoCloseable {

    /** What it asks for; it would take eight characters of a longer one. */
    static final String PASSWORD = "pa55 w:d";

    private static final String SIZE = "800x600";

    /** Does no more than write what is typed and show what it is told. */
    private static final String TERMINAL = "tail -n +1 -f \"$1\" & exec cat >> \"$2\"";

    /** xrdp wants a run directory of the system: it gets one of its own, in a mount namespace of its own. */
    private static final String WITH_RUN_DIRECTORY =
            "mount -t tmpfs tmpfs /run && mkdir -p /run/xrdp/sockdir && exec \"$@\"";

    private final Programs programs;
    private final InetSocketAddress address;
    private final XServer screen;
    private final Process terminal;
    private final Path shown;
    private final Path typed;

    private RealDesktop(
            Programs programs, InetSocketAddress address, XServer screen, Process terminal, Path shown, Path typed) {
        this.programs = programs;
        this.address = address;
        this.screen = screen;
        this.terminal = terminal;
        this.shown = shown;
        this.typed = typed;
    }

    /** Starts one in an empty folder; skips the test where its programs are not installed or no namespace can be made. */
    static RealDesktop start(Path folder, Colour colour) throws Exception {
        Programs.assumeInstalled("xrdp", "Xtigervnc", "xterm", "openssl", "unshare");
        Process probe = new ProcessBuilder("unshare", "--mount", "true").start();
        Assumptions.assumeTrue(
                probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0,
                "skipped: xrdp needs a mount namespace of its own");
        Programs programs = new Programs(folder);
        try {
            return started(programs, colour);
        } catch (Exception | Error failure) {
            programs.close();
            throw failure;
        }
    }

    private static RealDesktop started(Programs programs, Colour colour) throws Exception {
        Path folder = programs.folder();
        InetSocketAddress vnc = Programs.freeAddress();
        XServer screen = XServer.start(
                programs,
                "Xtigervnc",
                "-interface",
                "127.0.0.1",
                "-rfbport",
                "" + vnc.getPort(),
                "-SecurityTypes",
                "VncAuth",
                "-PasswordFile",
                VncPassword.write(folder.resolve("vnc"), PASSWORD).toString(),
                "-geometry",
                SIZE,
                "-depth",
                "24");
        Path shown = Files.createFile(folder.resolve("shown"));
        Path typed = Files.createFile(folder.resolve("typed"));
        Process terminal = programs.start(
                "xterm",
                screen.environment(),
                List.of(
                        "xterm",
                        "-bg",
                        colour.name(),
                        "-fg",
                        "white",
                        "-geometry",
                        "200x80+0+0",
                        "-e",
                        "sh",
                        "-c",
                        TERMINAL,
                        "terminal",
                        shown.toString(),
                        typed.toString()));
        InetSocketAddress address = Programs.freeAddress();
        Path settings = configure(programs, vnc, address);
        Process xrdp = programs.start(
                "xrdp",
                Map.of(),
                List.of(
                        "unshare",
                        "--mount",
                        "--propagation",
                        "private",
                        "sh",
                        "-c",
                        WITH_RUN_DIRECTORY,
                        "xrdp",
                        "/usr/sbin/xrdp",
                        "--nodaemon",
                        "--config",
                        settings.toString()));
        programs.await("a desktop on " + address, "xrdp", xrdp, () -> Programs.answers(address));
        return new RealDesktop(programs, address, screen, terminal, shown, typed);
    }

    private static Path configure(Programs programs, InetSocketAddress vnc, InetSocketAddress address)
            throws Exception {
        Path folder = programs.folder();
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("certificate.pem");
        programs.run(
                "openssl",
                Map.of(),
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString()));
        return Files.write(
                folder.resolve("xrdp.ini"),
                List.of(
                        "[Globals]",
                        "ini_version=1",
                        "port=tcp://127.0.0.1:" + address.getPort(),
                        "security_layer=tls",
                        "certificate=" + certificate,
                        "key_file=" + key,
                        "max_bpp=24",
                        "autorun=arc",
                        // Where it grants no channel at all FreeRDP gives up.
                        "allow_channels=true",
                        "[Logging]",
                        "LogFile=" + folder.resolve("xrdp.journal"),
                        "LogLevel=INFO",
                        "EnableSyslog=false",
                        "[Channels]",
                        "drdynvc=false",
                        "[arc]",
                        "name=arc",
                        "lib=libvnc.so",
                        "ip=127.0.0.1",
                        "port=" + vnc.getPort(),
                        "username=na",
                        // What the client gives; without any there is a form to fill in, and no desktop.
                        "password=ask"));
    }

    InetSocketAddress address() {
        return address;
    }

    /** Ends the desktop, as somebody does who signs out there. */
    void signOut() {
        screen.process().destroy();
    }

    /** Fills the desktop with a colour, whether anybody looks or not. */
    void fill(Colour colour) throws Exception {
        String setBackground = "\033]11;" + colour.name() + "\007";
        Files.writeString(shown, setBackground, StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
    }

    /** Waits for a line that was typed; {@return all lines so far} */
    List<String> awaitLine(String line) throws Exception {
        programs.await("\"" + line + "\" typed", "xterm", terminal, () -> lines().contains(line));
        return lines();
    }

    List<String> lines() {
        try {
            return Files.readAllLines(typed, StandardCharsets.US_ASCII);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        programs.close();
    }
}
