package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.openssh.CertificateFiles;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.EntraSignIn;
import io.arcconnect.ssh.SshCertificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gets a certificate of Entra ID for OpenSSH's own programs. */
@Command(
        name = "cert",
        mixinStandardHelpOptions = true,
        description = {
            "Gets an SSH certificate from Microsoft Entra ID and writes it, with its key, where ssh finds both. One serves"
                    + " all Linux machines that have the extension AADSSHLogin.",
            "One that is valid for a while longer is kept, so it may be run before every ssh. Both files are for their"
                    + " owner only.",
            "Status: 0 when there is a valid one, 255 when not, with the code on standard error, 2 for bad arguments."
        },
        footer = {
            "",
            "Examples:",
            "  arcconnect cert && arcconnect ssh-config -g servers --file ./arc_ssh_config",
            "  arcconnect cert && ssh -F ./arc_ssh_config web-01"
        })
public final class CertCommand implements Callable<Integer> {

    /** Longer than a person has to sign in. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    /** What a login and what it is for may take. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Surroundings around;
    private final Clock clock;

    @Mixin
    AzureOptions options = new AzureOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = {"--file", "-f"},
            paramLabel = "FILE",
            description = "file of the private key; the certificate is FILE-cert.pub (default: ~/.arcconnect/id_entra)")
    @Nullable
    Path file;

    @Option(names = "--renew", description = "get another one even where there is one that is valid")
    boolean renew;

    /**
     * A command.
     *
     * @param around the process that it runs in
     */
    public CertCommand(Surroundings around) {
        this.around = around;
        this.clock = Clock.systemUTC();
    }

    @Override
    public Integer call() throws IOException {
        CertificateFiles files = file == null ? CertificateFiles.usual(around.home()) : new CertificateFiles(file);
        Optional<SshCertificate> held = renew ? Optional.empty() : files.read().filter(this::isFresh);
        SshCertificate certificate = held.isPresent() ? held.get() : issued(files);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("user         " + user(certificate));
        out.println("key          " + files.key().toAbsolutePath());
        out.println("certificate  " + files.certificate().toAbsolutePath());
        out.println("valid from   " + certificate.validAfter());
        out.println("valid until  " + certificate.validBefore());
        out.flush();
        return 0;
    }

    private SshCertificate issued(CertificateFiles files) throws IOException {
        SshCertificate issued = new EntraSignIn(options, around)
                .certificates()
                .signIn()
                .blockOptional(LIMIT)
                .orElseThrow();
        files.write(issued);
        return issued;
    }

    /** As long before its end as the library would renew it. */
    private boolean isFresh(SshCertificate certificate) {
        Instant now = clock.instant();
        if (!certificate.isValidAt(now)) {
            return false;
        }
        Duration left = Duration.between(now, certificate.validBefore());
        Duration share = Duration.between(certificate.validAfter(), certificate.validBefore())
                .dividedBy(5);
        return left.compareTo(share.compareTo(MARGIN) < 0 ? share : MARGIN) > 0;
    }

    /** The name that machines know (protocol.md 6.5). */
    private static String user(SshCertificate certificate) {
        return certificate.principals().stream()
                .findFirst()
                .map(principal -> principal.toLowerCase(Locale.ROOT))
                .orElse("-");
    }
}
