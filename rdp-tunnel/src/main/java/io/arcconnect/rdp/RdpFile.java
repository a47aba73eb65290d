package io.arcconnect.rdp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The file that a desktop client opens: mstsc, Windows App and FreeRDP read it. A tunnel's own holds its address and the
 * user, asks no gateway, shows nothing of this computer to the machine unless {@link #withRedirections} says so, lets the
 * client connect again by itself, and leaves the display to the client unless {@link #withDisplay} says otherwise.
 *
 * <p>There is never a password in it; {@link #parse(String) one that was read} loses those that it had.
 *
 * <p>A value: each wither gives a new one.
 */
public final class RdpFile {

    private final RdpLines lines;
    private final boolean certificatesDecided;
    private final Scheduler scheduler;

    private RdpFile(RdpLines lines, boolean certificatesDecided, Scheduler scheduler) {
        this.lines = lines;
        this.certificatesDecided = certificatesDecided;
        this.scheduler = scheduler;
    }

    /** A tunnel's own. A user name that no such file can hold is left to the client to ask for. */
    static RdpFile of(InetSocketAddress address, Optional<String> user, Scheduler scheduler) {
        RdpFile addressed = new RdpFile(new RdpLines(List.of()), false, scheduler).withAddress(address);
        RdpLines asking = user.filter(RdpFile::isPossible)
                .map(addressed::withUsername)
                .orElse(addressed)
                .lines
                // What Windows has stored for 127.0.0.1 may belong to another machine.
                .with("prompt for credentials", 1)
                .with("autoreconnection enabled", 1);
        return new RdpFile(CertificateCheck.WARN.put(asking), false, scheduler).withRedirections();
    }

    /**
     * Reads the text of an existing file. Every line stays as and where it is, with these exceptions: lines that may hold a
     * secret are dropped ({@code password 51} and whatever else is called a password, {@code gatewayaccesstoken}, and lines with options of
     * FreeRDP's command line); line ends become CR and LF; blank lines at the end go.
     *
     * @param text at most 262144 characters
     * @return the file, which has the address that the text had: {@link #withAddress} leads it elsewhere
     * @throws IllegalArgumentException when it is too long, or has control characters other than tabs and line ends
     */
    public static RdpFile parse(String text) {
        RdpLines lines = RdpLines.parse(text);
        boolean decided = lines.value(CertificateCheck.SETTING).isPresent();
        return new RdpFile(lines, decided, Schedulers.boundedElastic());
    }

    /**
     * Reads the bytes of an existing file: UTF-16 or UTF-8, with or without a byte order mark, else windows-1252.
     *
     * @param bytes at most 262144
     * @return as {@link #parse(String)}
     * @throws IllegalArgumentException when it is too long, is none of these, or as {@link #parse(String)} says
     */
    public static RdpFile parse(byte[] bytes) {
        return parse(RdpText.decode(bytes));
    }

    /**
     * Reads an existing file.
     *
     * <p><b>Subscribing</b> reads it, on a thread of Reactor's bounded elastic scheduler. <b>Error:</b> {@link IOException},
     * or {@link IllegalArgumentException} as {@link #parse(byte[])} says.
     *
     * @param path which
     * @return the file
     */
    public static Mono<RdpFile> read(Path path) {
        Objects.requireNonNull(path, "path");
        return Mono.fromCallable(() -> {
                    try (InputStream in = Files.newInputStream(path)) {
                        return parse(in.readNBytes(RdpText.LONGEST + 1));
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Leads the file to an address, such as {@link RdpTunnel#localAddress()}, with no gateway in between. What would lead it
     * elsewhere, and a signature, which would no longer fit, are removed. Everything else stays.
     *
     * @param address resolved, with a port
     * @return a new file
     * @throws IllegalArgumentException when it is not resolved or has no port
     */
    public RdpFile withAddress(InetSocketAddress address) {
        if (address.isUnresolved() || address.getPort() == 0) {
            throw new IllegalArgumentException("an address that is resolved and has a port is needed, got " + address);
        }
        InetAddress host = address.getAddress();
        String text = host instanceof Inet6Address ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
        // Both win over the full address, in mstsc as in FreeRDP; the third leads FreeRDP 3 to Azure Virtual Desktop.
        // The
        // others name somebody to whom the login would be shown instead of the machine.
        return with(lines.without(
                        "alternate full address", "server port", "resourceprovider", "kdcproxyname", "rdgiskdcproxy")
                .with("full address", 's', text + ":" + address.getPort())
                .with("gatewayusagemethod", 0)
                .with("gatewayprofileusagemethod", 1));
    }

    /**
     * Names the user to sign in to Windows as. Default in a tunnel's own file: who logged in to the carrier, where the
     * carrier knows and the name can be written; else nobody, the client asks. A domain of its own line is removed.
     *
     * @param username such as {@code CONTOSO\ada} or {@code ada@contoso.com}
     * @return a new file
     * @throws IllegalArgumentException when it is empty or has a line break, another control character or a colon, which
     *     could add settings
     */
    public RdpFile withUsername(String username) {
        return with(lines.without("domain").with("username", 's', RdpText.value("a user name", username)));
    }

    /**
     * Says what the client does about the certificate. Default in a tunnel's own file: {@link CertificateCheck#WARN},
     * because the file may be opened when another program listens on that port; {@link RdpTunnel#launch(DesktopClient)},
     * whose client does not outlive the tunnel, takes {@link CertificateCheck#NOT_CHECKED} unless this is called.
     *
     * @param check what it does
     * @return a new file
     */
    public RdpFile withCertificateCheck(CertificateCheck check) {
        return new RdpFile(check.put(lines), true, scheduler);
    }

    /**
     * Says how the desktop is shown. Default: as the client likes.
     *
     * @param display how
     * @return a new file
     */
    public RdpFile withDisplay(RdpDisplay display) {
        return with(display.put(lines));
    }

    /**
     * Says what of this computer the machine may be shown: exactly these, and nothing else. Default in a tunnel's own file:
     * nothing. A file that was read keeps what it had until this is called.
     *
     * @param redirections what; none for nothing
     * @return a new file
     */
    public RdpFile withRedirections(RdpRedirection... redirections) {
        Set<RdpRedirection> on = EnumSet.noneOf(RdpRedirection.class);
        on.addAll(Arrays.asList(redirections));
        RdpLines changed = lines;
        for (RdpRedirection redirection : RdpRedirection.values()) {
            changed = redirection.put(changed, on.contains(redirection));
        }
        return with(changed);
    }

    /** {@return what of this computer the file says to show; a client's own defaults for what it does not mention count not} */
    public Set<RdpRedirection> redirections() {
        return Stream.of(RdpRedirection.values())
                .filter(redirection -> redirection.isOn(lines))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return whom to sign in to Windows as; empty when the client asks} */
    public Optional<String> username() {
        return lines.value("username").filter(user -> !user.isBlank());
    }

    /** {@return the settings, one a line, each line ended by CR and LF} */
    public String content() {
        return lines.text();
    }

    /** {@return the file as clients read it: the content in UTF-16, little endian, with a byte order mark} */
    public byte[] bytes() {
        return RdpText.encode(content());
    }

    /**
     * Says the same on the command line of FreeRDP, of any version from 2.1 on: address, user, certificate, display, what of
     * this computer is shown, and connecting again. There is no password in it: FreeRDP asks. Everything else that a file may
     * say is left out, and so is what FreeRDP has no option for, such as serial ports without naming them, or one drive by
     * its letter.
     *
     * @return the arguments, to be put after the program's name
     * @throws IllegalStateException when the file was read and has no address
     */
    public List<String> freeRdpArguments() {
        return FreeRdpArguments.of(lines);
    }

    /**
     * Writes the file, replacing what is there in one step: a reader sees the old file or the new one. Only the owner can
     * read it where the file system knows POSIX permissions, whatever permissions the old one had.
     *
     * <p><b>Subscribing</b> writes, on a library thread; the file of {@link #parse(String)} on a thread of Reactor's bounded
     * elastic scheduler. <b>Error:</b> {@link IOException}, and then there is no new file.
     *
     * @param path where; its folder must exist
     * @return completes empty when it is there
     */
    public Mono<Void> writeTo(Path path) {
        Path target = path.toAbsolutePath();
        return Mono.<Void>fromCallable(() -> {
                    PrivateFile.replace(target, bytes());
                    return null;
                })
                .subscribeOn(scheduler);
    }

    /** {@return the settings} */
    @Override
    public String toString() {
        return content();
    }

    /** {@return whether both say the same} */
    @Override
    public boolean equals(Object other) {
        return other instanceof RdpFile file && lines.equals(file.lines);
    }

    /** {@return the same for equal files} */
    @Override
    public int hashCode() {
        return lines.hashCode();
    }

    /** The file of a client that does not outlive the tunnel: nobody else can listen there meanwhile. */
    RdpFile launchedTo(InetSocketAddress address) {
        RdpFile led = withAddress(address);
        return certificatesDecided ? led : led.withCertificateCheck(CertificateCheck.NOT_CHECKED);
    }

    List<String> freeRdpArgumentsBesideTheFile() {
        return FreeRdpArguments.besideTheFile(lines);
    }

    private RdpFile with(RdpLines changed) {
        return new RdpFile(changed, certificatesDecided, scheduler);
    }

    private static boolean isPossible(String user) {
        try {
            RdpText.value("a user name", user);
            return true;
        } catch (IllegalArgumentException impossible) {
            return false;
        }
    }
}
