package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.ssh.Ssh;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** Holds a remote desktop tunnel open and writes the file that opens it. */
public final class OpenADesktop {

    private OpenADesktop() {}

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
}
