package io.arcconnect.ssh.internal.login;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.SshCertificate;
import io.arcconnect.ssh.SshCertificateSource;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.SshIdentity.Certified;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.keys.KeyBlobs;
import io.arcconnect.ssh.internal.keys.MinaKey;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What an identity has to offer in one login, found out when its turn comes. */
public final class Candidates {

    /** Who logs in, and with what. */
    public record Named(String user, List<SshIdentity> identities) {}

    private final MachineId machine;
    private final Scheduler scheduler;
    private final boolean isWindows;
    private final UsersCode usersCode;
    private final FileCandidates files;

    public Candidates(MachineId machine, Scheduler scheduler, boolean isWindows) {
        this.machine = machine;
        this.scheduler = scheduler;
        this.isWindows = isWindows;
        this.usersCode = new UsersCode(machine, scheduler);
        this.files = new FileCandidates(machine, usersCode);
    }

    /** Asks the first identity's certificate for the user where none is given; then it is not asked again. */
    public Mono<Named> userOf(Optional<String> user, List<SshIdentity> identities) {
        if (user.isPresent()) {
            return Mono.just(new Named(user.get(), identities));
        }
        return certificate(((Certified) identities.get(0)).source())
                .switchIfEmpty(Mono.error(() -> unusable("there is no certificate for this machine")))
                .map(certificate -> new Named(
                        certificate.principals().stream()
                                .filter(principal -> !principal.isBlank())
                                .findFirst()
                                .map(principal -> principal.toLowerCase(Locale.ROOT))
                                .orElseThrow(
                                        () -> unusable("the certificate \"" + certificate.keyId() + "\" names nobody")),
                        Stream.concat(
                                        Stream.of(SshIdentity.certificate(certificate)),
                                        identities.stream().skip(1))
                                .toList()));
    }

    Flux<Candidate> of(SshIdentity identity) {
        if (identity instanceof SshIdentity.Password password) {
            return Flux.just(PasswordCandidate.of(password.password()));
        } else if (identity instanceof SshIdentity.AskedPassword asked) {
            return Flux.just(
                    new PasswordCandidate(usersCode.run("asking for the password", asked::password), asked.password()));
        } else if (identity instanceof SshIdentity.KeyFile file) {
            return files.of(file).flux();
        } else if (identity instanceof SshIdentity.KeyText text) {
            return files.of(text).flux();
        } else if (identity instanceof SshIdentity.InMemory memory) {
            return Flux.defer(() -> Flux.just(new KeyCandidate("key pair", MinaKey.of(memory.pair()))));
        } else if (identity instanceof SshIdentity.Agent agent) {
            return new AgentCandidates(agent.agent(), machine, scheduler).all();
        } else if (identity instanceof SshIdentity.Interactive interactive) {
            return Flux.just(new InteractiveCandidate(interactive.responder(), machine, usersCode));
        } else if (identity instanceof Certified certified) {
            return certificate(certified.source()).map(Candidates::candidate).flux();
        }
        throw new IllegalStateException("an unknown identity");
    }

    /** {@return whether nobody is asked, neither a person nor a program, to know what it has to offer} */
    static boolean needsNobody(SshIdentity identity) {
        return identity instanceof SshIdentity.InMemory
                || (identity instanceof SshIdentity.KeyFile file
                        && file.passphrase().isEmpty())
                || (identity instanceof SshIdentity.KeyText text
                        && text.passphrase().isEmpty());
    }

    private static Candidate candidate(SshCertificate certificate) {
        String name = "certificate \"" + certificate.keyId() + "\" (" + certificate.validAfter() + " to "
                + certificate.validBefore() + ")";
        return new KeyCandidate(
                name, MinaKey.of(certificate.pair()).certified(ByteBuffer.wrap(KeyBlobs.ofLine(certificate.line()))));
    }

    private Mono<SshCertificate> certificate(SshCertificateSource source) {
        if (isWindows && source.isLinuxOnly()) {
            return Mono.error(() -> new SshException(Failure.of(
                            SshReason.CERTIFICATE_NOT_FOR_WINDOWS,
                            Stage.SESSION,
                            "the machine runs Windows, where these certificates are not accepted")
                    .on(machine)));
        }
        return usersCode.run("getting a certificate", () -> source.certificate(machine));
    }

    private SshException unusable(String detail) {
        return new SshException(
                Failure.of(SshReason.CERTIFICATE_UNUSABLE, Stage.LOCAL, detail).on(machine));
    }
}
