package io.arcconnect.entra;

import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.SshCertificate;
import io.arcconnect.ssh.SshCertificateSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * SSH certificates from Microsoft Entra ID (protocol.md 6). Whoever asks needs the role Virtual Machine User Login or Virtual
 * Machine Administrator Login on the machine, and the machine the extension AADSSHLogin, see
 * {@code ExtensionSpec.entraLoginForLinux()}. Linux machines only.
 *
 * <pre>{@code
 * EntraCertificates certificates = EntraCertificates.of(EntraLogin.clientSecret(tenant, client, secret));
 * Ssh ssh = Ssh.certified(certificates).hostKeys(HostKeys.knownHosts(file));
 * }</pre>
 *
 * <p>One certificate serves all machines. It is renewed when somebody asks for it 5 minutes before its own end, or a fifth of
 * its life where that is shorter, with a new key each time; keys are RSA and only ever in memory. Who asks while somebody
 * else is asking gets the same certificate. Safe for use by several threads; holds no thread and need not be closed.
 */
public final class EntraCertificates implements SshCertificateSource {

    private static final Logger LOG = LoggerFactory.getLogger(EntraCertificates.class);

    private static final String REQUIREMENTS =
            "the role Virtual Machine User Login or Virtual Machine Administrator Login on"
                    + " the machine, and on it the extension AADSSHLogin";

    private final HeldCertificate held;
    private final Duration timeout;
    private final int keyBits;
    private final SingleFlight<SshCertificate> renewal;
    private final SingleFlight<SshCertificate> signIn;

    EntraCertificates(TokenSource tokens, Clock clock, Duration timeout, int keyBits) {
        this.held = new HeldCertificate(clock);
        this.timeout = timeout;
        this.keyBits = keyBits;
        this.renewal = new SingleFlight<>(Mono.defer(() -> renewed(tokens)));
        this.signIn = new SingleFlight<>(
                tokens.isPerson()
                        ? asked(tokens::signIn, MsalPrompt.LIMIT, () -> EntraFailures.notFinished(MsalPrompt.LIMIT))
                        : asked(tokens::signIn, timeout, () -> EntraFailures.late(timeout)));
    }

    /**
     * Asks Entra ID of public Azure.
     *
     * @param login who asks
     * @return a source that holds no certificate yet
     */
    public static EntraCertificates of(EntraLogin login) {
        return builder(login).build();
    }

    /**
     * Begins with options.
     *
     * @param login who asks
     * @return a builder
     */
    public static EntraCertificatesBuilder builder(EntraLogin login) {
        return new EntraCertificatesBuilder(login);
    }

    /**
     * Gives the certificate that is held, or gets one without asking any person. Where a renewal fails for a reason that may
     * pass, the certificate that is still valid is given.
     *
     * <p><b>Subscribing</b> may ask Entra ID. <b>Error:</b> an {@link EntraException}; {@code entra.sign_in_required} where a
     * person has to {@link #signIn() sign in} first. <b>Cancel</b> aborts the question when nobody else waits for it.
     * <b>Thread:</b> one that may block.
     *
     * @param machine told in errors
     * @return a certificate whose first principal is the login name
     */
    @Override
    public Mono<SshCertificate> certificate(MachineId machine) {
        Objects.requireNonNull(machine, "machine");
        return Mono.defer(() -> held.fresh().map(Mono::just).orElseGet(renewal::answer))
                .onErrorMap(
                        EntraException.class,
                        e -> new EntraException(e.failure().on(machine)));
    }

    /**
     * Lets the person sign in, and gets a certificate, which is held for the sessions to come. This is the only method that
     * asks the person: once for Azure, and once more where Conditional Access wants it for certificates. For a service principal
     * it asks nobody and finds out early whether Entra ID gives certificates.
     *
     * <p><b>Subscribing</b> asks; whoever subscribes meanwhile waits for the same answer. <b>Error:</b> an
     * {@link EntraException}; {@code entra.sign_in_failed} when the person declines or takes more than 15 minutes.
     * <b>Cancel</b> stops waiting for the person. <b>Thread:</b> one that may block.
     *
     * @return the certificate; its first principal is the login name
     */
    public Mono<SshCertificate> signIn() {
        return signIn.answer();
    }

    /** {@return {@code true}: the Windows extensions do not know these certificates (protocol.md 6.6)} */
    @Override
    public boolean isLinuxOnly() {
        return true;
    }

    /** {@return the roles, of which one is needed on the machine, and the extension} */
    @Override
    public Optional<String> requirements() {
        return Optional.of(REQUIREMENTS);
    }

    private Mono<SshCertificate> renewed(TokenSource tokens) {
        Optional<SshCertificate> meanwhile = held.fresh();
        return meanwhile.isPresent()
                ? Mono.just(meanwhile.get())
                : asked(tokens::token, timeout, () -> EntraFailures.late(timeout))
                        .onErrorResume(this::stillValid);
    }

    private Mono<SshCertificate> stillValid(Throwable error) {
        Optional<SshCertificate> valid =
                error instanceof EntraException known && known.reason().isTransient() ? held.valid() : Optional.empty();
        valid.ifPresent(certificate -> LOG.warn(
                "event=certificate_not_renewed reason=entra.unavailable validBefore={}", certificate.validBefore()));
        return valid.map(Mono::just).orElseGet(() -> Mono.error(error));
    }

    private Mono<SshCertificate> asked(
            Function<Map<String, String>, Mono<String>> question, Duration limit, Supplier<EntraException> late) {
        return Mono.fromCallable(() -> CertificateRequest.create(keyBits))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(request -> question.apply(request.fields())
                        .map(token -> held.hold(CertificateAnswer.read(request, token))))
                .timeout(limit, Mono.error(late), Schedulers.boundedElastic())
                .onErrorMap(EntraFailures::of);
    }
}
