package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.openssh.CertificateFiles;
import io.arcconnect.cli.openssh.ClientLogin;
import io.arcconnect.ssh.SshCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How OpenSSH's programs will log in. */
final class ClientLoginOptions {

    @Option(
            names = {"--local-user", "--user"},
            paramLabel = "NAME",
            description =
                    "account of the machines to log in as (default: the one in the certificate of arcconnect cert)")
    @Nullable
    String user;

    @Option(
            names = {"--private-key-file", "-i", "--identity"},
            paramLabel = "FILE",
            description = "private key to log in with (default: those that ssh takes)")
    @Nullable
    Path identity;

    @Option(
            names = {"--certificate-file", "-c"},
            paramLabel = "FILE",
            description = "certificate for the private key")
    @Nullable
    Path certificate;

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            description = "host keys to believe, by resource id (default: ~/.arcconnect/known_hosts)")
    @Nullable
    Path knownHosts;

    @Option(names = "--accept-new", description = "let ssh believe the first key that a machine shows, and remember it")
    boolean acceptNew;

    /**
     * Says how.
     *
     * @throws IllegalArgumentException when nobody is named who could log in, or as ssh does not take it
     */
    ClientLogin login(Surroundings around) {
        return user == null && identity == null && certificate == null ? certified(around) : given(around);
    }

    private ClientLogin given(Surroundings around) {
        return new ClientLogin(
                Optional.ofNullable(user),
                Optional.ofNullable(identity),
                Optional.ofNullable(certificate),
                knownHosts(around),
                acceptNew);
    }

    /** As with the Azure CLI, nobody named means Entra ID (protocol.md 6.5, 7.3). */
    private ClientLogin certified(Surroundings around) {
        CertificateFiles files = CertificateFiles.usual(around.home());
        String principal = read(files)
                .flatMap(issued -> issued.principals().stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException(
                        "name the user: --local-user; or get a certificate of" + " Entra ID first: arcconnect cert"));
        return new ClientLogin(
                Optional.of(principal.toLowerCase(Locale.ROOT)),
                Optional.of(files.key()),
                Optional.of(files.certificate()),
                knownHosts(around),
                acceptNew);
    }

    private static Optional<SshCertificate> read(CertificateFiles files) {
        try {
            return files.read();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the certificate: " + unreadable, unreadable);
        }
    }

    private Path knownHosts(Surroundings around) {
        return knownHosts == null ? around.home().resolve(".arcconnect").resolve("known_hosts") : knownHosts;
    }
}
