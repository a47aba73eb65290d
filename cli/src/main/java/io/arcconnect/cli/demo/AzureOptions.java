package io.arcconnect.cli.demo;

import io.arcconnect.model.Secret;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to show a real machine. */
final class AzureOptions {

    @Option(
            names = "--resource-id",
            required = true,
            paramLabel = "ID",
            description = "resource id of a real machine; sign in as for any Azure SDK (DefaultAzureCredential)")
    String resourceId = "";

    @Option(names = "--user", paramLabel = "NAME", description = "local user to log in as (default: azureuser)")
    String user = "azureuser";

    @Option(names = "--identity", paramLabel = "FILE", description = "private key to log in with")
    @Nullable
    Path identity;

    @Option(
            names = "--password",
            interactive = true,
            paramLabel = "",
            description = "ask for a password to log in with; it cannot be given on the command line")
    char @Nullable [] password;

    @Option(names = "--host-key", paramLabel = "SHA256:…", description = "the only host key to accept")
    @Nullable
    String hostKey;

    @Option(names = "--known-hosts", paramLabel = "FILE", description = "host keys to accept, by resource id")
    @Nullable
    Path knownHosts;

    @Option(
            names = "--accept-new-host-key",
            description = "trust the first host key that a machine shows and remember it in --known-hosts")
    boolean acceptNew;

    @Option(names = "--port", paramLabel = "PORT", description = "port of the machine's SSH server (default: 22)")
    int port = 22;

    @Option(
            names = "--windows",
            description =
                    "it is a Windows: open its remote desktop too and, with --yes, install OpenSSH where it is missing")
    boolean windows;

    @Option(
            names = {"--yes", "-y"},
            description = "allow what is missing to be set up; without this nothing is changed")
    boolean consent;

    ServicePolicy servicePolicy() {
        return consent ? ServicePolicy.ENABLE_IF_MISSING : ServicePolicy.NEVER_WRITE;
    }

    Ssh ssh() {
        Ssh ssh = Ssh.as(user).port(port);
        Optional<SshIdentity> login = login();
        Ssh identified = login.isPresent() ? ssh.identity(login.get()) : ssh;
        if (hostKey != null) {
            return identified.hostKeys(HostKeys.pinned(hostKey));
        }
        if (knownHosts != null) {
            return identified.hostKeys(acceptNew ? HostKeys.acceptNew(knownHosts) : HostKeys.knownHosts(knownHosts));
        }
        return identified;
    }

    private Optional<SshIdentity> login() {
        if (identity != null) {
            return Optional.of(SshIdentity.privateKey(identity));
        }
        return Optional.ofNullable(password).map(typed -> SshIdentity.password(Secret.of(new String(typed))));
    }
}
