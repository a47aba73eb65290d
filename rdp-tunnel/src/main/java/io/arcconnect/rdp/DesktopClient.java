package io.arcconnect.rdp;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A program that shows remote desktops: Microsoft's for Windows and macOS, or FreeRDP. {@link RdpTunnel#launch} runs one.
 *
 * <p>A value: each wither gives a new one.
 */
public final class DesktopClient {

    /** Options of FreeRDP that hold a secret: every user of this computer can read a program's arguments. */
    private static final Pattern SECRET = Pattern.compile(
            "(?is)[/+-]-?(p|gp|pth|pass-the-hash|gat|assistance|reconnect-cookie)([:=].*)?"
                    + "|[/+-]-?(gateway|g):(.*,)?(p|at|access-token):.*|[/+-]-?smartcard-logon:(.*,)?pin:.*|.*proxy:.*@.*");

    /** Of Windows: an account's password has no more (documented). */
    private static final int LONGEST_PASSWORD = 256;

    private enum Kind {
        MSTSC,
        WINDOWS_APP,
        FREERDP
    }

    private record Known(String file, Function<Path, DesktopClient> client) {}

    /** In the order they are taken; of FreeRDP's, those first that people have used longest. */
    private static final List<Known> KNOWN = List.of(
            new Known("mstsc.exe", DesktopClient::mstsc),
            new Known("Windows App.app", application -> windowsApp(application.toString())),
            new Known("Microsoft Remote Desktop.app", application -> windowsApp(application.toString())),
            new Known("xfreerdp3", DesktopClient::freeRdp),
            new Known("xfreerdp", DesktopClient::freeRdp),
            new Known("sdl-freerdp3", DesktopClient::freeRdp),
            new Known("sdl-freerdp", DesktopClient::freeRdp),
            new Known("wlfreerdp3", DesktopClient::freeRdp),
            new Known("wlfreerdp", DesktopClient::freeRdp));

    private final Kind kind;
    private final String program;
    private final List<String> arguments;
    private final Optional<Mono<Secret>> password;

    private DesktopClient(Kind kind, String program, List<String> arguments, Optional<Mono<Secret>> password) {
        this.kind = kind;
        this.program = program;
        this.arguments = arguments;
        this.password = password;
    }

    private static DesktopClient of(Kind kind, String program) {
        return new DesktopClient(kind, program, List.of(), Optional.empty());
    }

    /**
     * Takes Remote Desktop Connection of Windows.
     *
     * @param program such as {@code C:\Windows\System32\mstsc.exe}
     * @return the client
     */
    public static DesktopClient mstsc(Path program) {
        return of(Kind.MSTSC, program.toString());
    }

    /**
     * Takes Microsoft's client for macOS, which {@code open} starts. It runs until the application is quit, not only its
     * window closed, and it is not ended with the tunnel: its connection is.
     *
     * @param application its name or path: {@code Windows App}, or {@code Microsoft Remote Desktop} as it was called before
     * @return the client
     */
    public static DesktopClient windowsApp(String application) {
        return of(Kind.WINDOWS_APP, Objects.requireNonNull(application, "application"));
    }

    /**
     * Takes a client of FreeRDP, 2.1 or newer: xfreerdp, sdl-freerdp or wlfreerdp. It asks for the Windows password on the
     * terminal that this process was started in, the SDL client of FreeRDP 3 in a window.
     *
     * @param program such as {@code /usr/bin/xfreerdp}
     * @return the client
     */
    public static DesktopClient freeRdp(Path program) {
        return of(Kind.FREERDP, program.toString());
    }

    /**
     * Looks for a client on this computer: mstsc, Windows App or Microsoft Remote Desktop, xfreerdp3, xfreerdp, sdl-freerdp3,
     * sdl-freerdp, wlfreerdp3, wlfreerdp, in this order.
     *
     * <p><b>Subscribing</b> looks, on a thread that may block. <b>Error:</b> {@code rdp.no_client}; a tunnel and its file
     * are as usable as before.
     *
     * @return the first that is there
     */
    public static Mono<DesktopClient> find() {
        return find(ProgramLookup.thisComputer());
    }

    /**
     * Looks for a client as {@link #find()} does.
     *
     * @param programs where to look
     * @return the first that is there
     */
    public static Mono<DesktopClient> find(ProgramLookup programs) {
        return Mono.fromCallable(() -> first(programs)).subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Adds arguments to the command line, after all others.
     *
     * @param more as the program documents them
     * @return a new client
     * @throws IllegalArgumentException when one is known to hold a password: every user of this computer could read it
     */
    public DesktopClient withArguments(String... more) {
        for (String argument : more) {
            if (SECRET.matcher(argument).matches()) {
                throw new IllegalArgumentException("a secret has no place among the arguments of a program");
            }
        }
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new DesktopClient(kind, program, List.copyOf(all), password);
    }

    /**
     * Answers FreeRDP when it asks for the Windows password, through its standard input, where nobody else can read it.
     * Default: it asks on its terminal; without one it goes on with no password (observed, 2.11). It is told to take it
     * before it connects: asked by the machine alone it would not hand it to one without network level authentication
     * (observed, 2.11 with xrdp).
     *
     * @param windowsPassword asked for once for each launch, before the client starts; a launch fails when it is empty,
     *     longer than 256 characters or has control characters, and when the file names no user
     * @return a new client
     * @throws IllegalStateException when this is one of Microsoft's clients, which ask the person and nobody else
     */
    public DesktopClient withPassword(Mono<Secret> windowsPassword) {
        if (kind != Kind.FREERDP) {
            throw new IllegalStateException("only FreeRDP takes a password from a program");
        }
        return new DesktopClient(kind, program, arguments, Optional.of(windowsPassword));
    }

    /** {@return the program's path, or the application's name} */
    @Override
    public String toString() {
        return program;
    }

    List<String> command(Path file, RdpFile content) {
        List<String> command = new ArrayList<>();
        switch (kind) {
            case MSTSC -> command.addAll(List.of(program, file.toString()));
            case WINDOWS_APP -> command.addAll(List.of("/usr/bin/open", "-W", "-a", program, file.toString()));
            case FREERDP -> {
                command.addAll(List.of(program, file.toString()));
                command.addAll(content.freeRdpArgumentsBesideTheFile());
            }
        }
        if (password.isPresent()) {
            command.add("/from-stdin:force");
        }
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** What goes to the program's standard input: nothing, or one line. */
    Mono<String> input(RdpFile content) {
        return password.map(secret -> secret.map(Secret::reveal)
                        .switchIfEmpty(Mono.error(() -> new IllegalStateException("no password was given")))
                        .map(text -> line(text, content)))
                .orElse(Mono.just(""));
    }

    private static String line(String secret, RdpFile content) {
        if (secret.isEmpty()
                || secret.length() > LONGEST_PASSWORD
                || secret.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a password must not be empty, long, or have control characters");
        }
        if (content.username().isEmpty()) {
            // FreeRDP would take the line for the answer to its question for the name, and show it.
            throw new IllegalStateException("a password needs a user: RdpFile.withUsername(…)");
        }
        return secret + "\n";
    }

    /** The program's environment, from this process's; what it is answered is not in it, whatever its name there is. */
    void clean(Map<String, String> environment, String input) {
        ClientEnvironment.clean(environment);
        if (password.isPresent()) {
            environment.values().removeIf(input.replace("\n", "")::equals);
            // A program that FreeRDP 3 would ask instead of reading its input (documented:
            // libfreerdp/utils/passphrase.c).
            environment.remove("FREERDP_ASKPASS");
        }
    }

    ClientExit exit(int status, boolean hasConnected, String output) {
        boolean isOrderly = status == 0 || (kind == Kind.FREERDP && FreeRdpStatus.isOrderly(status, hasConnected));
        Optional<String> meaning =
                kind == Kind.FREERDP ? FreeRdpStatus.meaning(status, hasConnected) : Optional.empty();
        return new ClientExit(program, status, isOrderly, meaning, output);
    }

    private static DesktopClient first(ProgramLookup programs) {
        for (Known known : KNOWN) {
            Optional<Path> found = programs.find(known.file());
            if (found.isPresent()) {
                return known.client().apply(found.get());
            }
        }
        throw new RdpException(Failure.of(
                RdpReason.NO_CLIENT, Stage.LOCAL, "no program for remote desktops was found on this computer"));
    }
}
