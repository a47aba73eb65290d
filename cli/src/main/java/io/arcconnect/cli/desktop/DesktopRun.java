package io.arcconnect.cli.desktop;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.rdp.ClientExit;
import io.arcconnect.rdp.DesktopClient;
import io.arcconnect.rdp.ProgramLookup;
import io.arcconnect.rdp.RdpException;
import io.arcconnect.rdp.RdpFile;
import io.arcconnect.rdp.RdpReason;
import io.arcconnect.rdp.RdpTunnel;
import io.arcconnect.ssh.Ssh;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Opens a remote desktop and holds it open: until its client ends, or where none is started until it is cancelled.
 *
 * @param options how
 * @param password answers a client that can be answered, which FreeRDP is
 * @param programs where clients are looked for
 * @param says told what is open
 * @param err for what a person should know
 */
public record DesktopRun(
        DesktopOptions options, Optional<Mono<Secret>> password, ProgramLookup programs, Says says, PrintWriter err) {

    /** Is told what a person or a program must know. */
    public interface Says {

        /**
         * The desktop can be reached.
         *
         * @param port of this computer, on 127.0.0.1
         * @param file the {@code .rdp} file that was written
         */
        void listening(int port, Optional<Path> file);

        /**
         * The client has ended.
         *
         * @param exit how
         */
        void ended(ClientExit exit);
    }

    /**
     * Does it.
     *
     * @param machine which
     * @param ssh the first of the two sign-ins
     * @return 0 when the client has ended in order
     */
    public Mono<Integer> on(ArcMachine machine, Ssh ssh) {
        return machine.use(options.protocol(ssh), tunnel -> {
            RdpFile file = options.on(tunnel.rdpFile());
            return kept(file).then(Mono.defer(() -> {
                says.listening(tunnel.localAddress().getPort(), Optional.ofNullable(options.rdpFile));
                return options.noLaunch ? held(tunnel) : launched(tunnel, file);
            }));
        });
    }

    private Mono<Void> kept(RdpFile file) {
        return options.rdpFile == null ? Mono.empty() : file.writeTo(options.rdpFile);
    }

    private static Mono<Integer> held(RdpTunnel tunnel) {
        return tunnel.onClose().thenReturn(0);
    }

    private Mono<Integer> launched(RdpTunnel tunnel, RdpFile file) {
        return options.client()
                .map(Mono::just)
                .orElseGet(() -> DesktopClient.find(programs))
                .map(client -> password.map(client::withPassword).orElse(client))
                .flatMap(client -> tunnel.launch(client, file))
                .doOnNext(says::ended)
                .map(exit -> exit.orThrow().isOrderly() ? 0 : 1)
                .onErrorResume(DesktopRun::isNoClient, none -> byHand(none, tunnel));
    }

    /** The tunnel is as good as with a client. */
    private Mono<Integer> byHand(Throwable none, RdpTunnel tunnel) {
        err.println("arcconnect: " + none.getMessage());
        err.println("arcconnect: the desktop is open until Ctrl-C: begin a client by hand on this computer, with "
                + (options.rdpFile == null
                        ? "127.0.0.1:" + tunnel.localAddress().getPort() + ", or say --rdp-file FILE for a file to open"
                        : options.rdpFile));
        err.flush();
        return held(tunnel);
    }

    private static boolean isNoClient(Throwable error) {
        return error instanceof RdpException failed && failed.reason() == RdpReason.NO_CLIENT;
    }
}
