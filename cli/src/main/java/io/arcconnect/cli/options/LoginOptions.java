package io.arcconnect.cli.options;

import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who logs in, and which host keys are believed. */
public final class LoginOptions {

    @Option(
            names = {"--local-user", "--user"},
            required = true,
            paramLabel = "NAME",
            description = "user of the machine to log in as")
    String user = "";

    @Option(
            names = {"--private-key-file", "-i", "--identity"},
            paramLabel = "FILE",
            description = "private key to log in with")
    @Nullable
    Path identity;

    @Option(names = "--known-hosts", paramLabel = "FILE", description = "host keys to believe, by resource id")
    @Nullable
    Path knownHosts;

    @Option(names = "--port", paramLabel = "N", description = "port of the machine's SSH server (default: 22)")
    int port = 22;

    /** Made by picocli. */
    public LoginOptions() {}

    /**
     * Says how to log in.
     *
     * @return the protocol
     * @throws IllegalArgumentException when an option is malformed
     */
    public Ssh ssh() {
        Ssh ssh = Ssh.as(user).port(port);
        ssh = identity == null ? ssh : ssh.identity(SshIdentity.privateKey(identity));
        return knownHosts == null ? ssh : ssh.hostKeys(HostKeys.knownHosts(knownHosts));
    }
}
