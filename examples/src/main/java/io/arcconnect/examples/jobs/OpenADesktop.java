package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.rdp.ClientExit;
import io.arcconnect.rdp.DesktopClient;
import io.arcconnect.rdp.ProgramLookup;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.rdp.RdpDisplay;
import io.arcconnect.rdp.RdpException;
import io.arcconnect.rdp.RdpFile;
import io.arcconnect.rdp.RdpRedirection;
import io.arcconnect.rdp.RdpTunnel;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** Opens the desktop of a Windows machine, in whichever program there is. */
public final class OpenADesktop {

    private OpenADesktop() {}

    /**
     * Signs in twice, as {@code az ssh arc --rdp} does: to SSH with a key, then to Windows in the client, which asks the
     * person for a password.
     *
     * @param machine a Windows machine with Remote Desktop on
     * @param key a private key that the SSH server accepts for {@code azureuser}
     * @param keys how the SSH server is recognised
     * @param client such as {@link DesktopClient#find()} finds
     * @return how the client ended
     */
    public static Mono<ClientExit> signInTwice(ArcMachine machine, Path key, HostKeys keys, DesktopClient client) {
        Ssh first = Ssh.as("azureuser").identity(SshIdentity.privateKey(key)).hostKeys(keys);
        return machine.use(
                Rdp.over(first),
                tunnel -> tunnel.launch(client, tunnel.rdpFile().withUsername("CONTOSO\\ada")));
    }

    /**
     * Writes the file, then holds the tunnel until it is lost or the subscription is cancelled.
     *
     * @param machine a Windows machine with Remote Desktop on
     * @param ssh how to log in to its SSH server
     * @param path where the {@code .rdp} file goes
     * @return the end of the tunnel
     */
    public static Mono<Void> tunnel(ArcMachine machine, Ssh ssh, Path path) {
        return machine.use(
                Rdp.over(ssh),
                tunnel -> tunnel.rdpFile()
                        .withUsername("CONTOSO\\ada")
                        .writeTo(path)
                        .then(tunnel.onClose()));
    }

    /**
     * Runs the desktop client of this computer until the person closes it. Where there is none, the file is written for a
     * person to open, and the tunnel is held.
     *
     * @param machine a Windows machine with Remote Desktop on
     * @param ssh how to log in to its SSH server
     * @param programs where to look, such as {@link ProgramLookup#thisComputer()}
     * @param path where the {@code .rdp} file goes if there is no client
     * @return how the client ended; empty when there was none and the tunnel ended
     */
    public static Mono<ClientExit> work(ArcMachine machine, Ssh ssh, ProgramLookup programs, Path path) {
        return machine.use(
                Rdp.over(ssh),
                tunnel -> DesktopClient.find(programs)
                        .onErrorResume(RdpException.class, none -> byHand(tunnel, path))
                        .flatMap(tunnel::launch)
                        .map(ClientExit::orThrow));
    }

    /**
     * Opens a file that somebody has made, through a tunnel: its address is replaced and everything else stays, but for what
     * is said here.
     *
     * @param machine a Windows machine with Remote Desktop on
     * @param ssh how to log in to its SSH server
     * @param client which program
     * @param existing the file, which is not changed
     * @return how the client ended
     */
    public static Mono<ClientExit> asBefore(ArcMachine machine, Ssh ssh, DesktopClient client, Path existing) {
        return RdpFile.read(existing)
                .map(file -> file.withDisplay(RdpDisplay.window(1280, 800))
                        .withRedirections(RdpRedirection.CLIPBOARD, RdpRedirection.SOUND))
                .flatMap(file -> machine.use(Rdp.over(ssh), tunnel -> tunnel.launch(client, file)));
    }

    private static Mono<DesktopClient> byHand(RdpTunnel tunnel, Path path) {
        return tunnel.rdpFile().writeTo(path).then(tunnel.onClose()).then(Mono.empty());
    }
}
