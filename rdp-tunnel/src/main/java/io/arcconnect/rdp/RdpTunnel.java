package io.arcconnect.rdp;

import io.arcconnect.tunnel.LocalPort;
import reactor.core.publisher.Mono;

/**
 * An open way to a machine's remote desktop: whoever may connect to {@link #localAddress()} talks to the machine's remote
 * desktop port. Closing it closes every connection and the session that carries them.
 *
 * <p>It outlives its session: when that is lost, the next connection gets another one at the same local port, which is where
 * a desktop client that reconnects looks for it. There are two logins: the carrier's, and the remote desktop's own in the
 * client program.
 */
public interface RdpTunnel extends LocalPort {

    /** {@return a file that opens this tunnel in a desktop client, as who logged in; nothing is written yet} */
    RdpFile rdpFile();

    /**
     * Runs a desktop client with this tunnel's own file, see {@link #launch(DesktopClient, RdpFile)}.
     *
     * @param client such as {@link DesktopClient#find()} finds
     * @return how it ended
     */
    default Mono<ClientExit> launch(DesktopClient client) {
        return launch(client, rdpFile());
    }

    /**
     * Runs a desktop client until it ends, such as when the person closes it. It gets the file, led to this tunnel, under a
     * temporary name that only this user can read; the name is gone afterwards. Neither its arguments nor its environment
     * hold a secret: it asks the person for the Windows password, unless {@link DesktopClient#withPassword} answers. Its
     * environment is this process's without variables that are named like secrets or proxies, or hold an address with a
     * password.
     *
     * <pre>{@code
     * machine.use(Rdp.over(ssh), tunnel -> DesktopClient.find()
     *         .onErrorResume(RdpException.class, none ->         // rdp.no_client: the person opens the file
     *                 tunnel.rdpFile().writeTo(path).then(tunnel.onClose()).then(Mono.empty()))
     *         .flatMap(tunnel::launch)                           // the tunnel lives as long as the client
     *         .map(ClientExit::orThrow));
     * }</pre>
     *
     * <p><b>Subscribing</b> starts one. <b>Completion:</b> how it ended, whatever its status, on a thread that may block.
     * A program that starts the client and ends before it is waited for as long as the client holds its output and a
     * connection. When this tunnel closes, the client is ended. <b>Error:</b> {@code rdp.client_not_started}, also when this
     * tunnel is closed before a client was started; what this tunnel was lost
     * with, after the client has ended. <b>Cancel</b> ends the client and the programs it started: they are told to, and
     * killed after 2 seconds. This tunnel stays open in any case.
     *
     * @param client which
     * @param file what it shows and how; its address is replaced by this tunnel's
     * @return how it ended
     */
    default Mono<ClientExit> launch(DesktopClient client, RdpFile file) {
        return ClientRun.of(this, client, file);
    }
}
