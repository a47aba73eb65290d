package io.arcconnect.ssh.internal.session;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.connection.MinaClient;
import io.arcconnect.ssh.internal.ground.SessionReport;
import io.arcconnect.ssh.internal.hostkeys.FirstContact;
import io.arcconnect.ssh.internal.hostkeys.HostKeyWitness;
import io.arcconnect.ssh.internal.hostkeys.Trust;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.NamedResource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What is wrong between a server's banner and a session: two connections, one for what the server offers, one that logs in
 * and opens nothing. Writes nothing: a host key that would be remembered is not.
 */
public record SshDiagnosis(SessionTerms terms, Optional<Trust> keys, Route route) {

    static final String HOST_KEY = "ssh.host_key";
    static final String AUTHENTICATION = "ssh.authentication";

    private static final Duration OFFER_LIMIT = Duration.ofSeconds(30);
    private static final byte[] IDENTIFICATION = "SSH-2.0-ArcConnect\r\n".getBytes(StandardCharsets.US_ASCII);

    public Flux<DiagnosisStep> steps() {
        return timed(algorithms())
                .flatMapMany(step -> step.isPassable()
                        ? Flux.just(step).concatWith(login())
                        : Flux.just(step, skipped(HOST_KEY, step), skipped(AUTHENTICATION, step)));
    }

    private Mono<DiagnosisStep> algorithms() {
        return Mono.usingWhen(route.dial(terms.service()), this::offer, DuplexStream::close)
                .timeout(
                        OFFER_LIMIT.plus(OFFER_LIMIT),
                        Mono.fromSupplier(() -> unread("the server made no offer in time")))
                .onErrorResume(error -> Mono.just(failed(Algorithms.STEP, error)));
    }

    private Mono<DiagnosisStep> offer(DuplexStream stream) {
        KexInitReading reading = new KexInitReading();
        return stream.send(Mono.just(ByteBuffer.wrap(IDENTIFICATION)))
                .thenMany(stream.receive())
                .doOnNext(reading::feed)
                .takeUntil(bytes -> reading.isOver())
                .then()
                .timeout(OFFER_LIMIT)
                .publishOn(route.scheduler())
                .then(Mono.fromSupplier(() -> reading.offer()
                        .map(theirs -> new Algorithms(ours(), theirs).judge())
                        .orElseGet(() -> unread("the server made no offer that can be read"))));
    }

    private KexInit ours() {
        MinaClient client = MinaLogin.client(route);
        return new KexInit(
                NamedResource.getNameList(client.getKeyExchangeFactories()),
                NamedResource.getNameList(client.getSignatureFactories()),
                NamedResource.getNameList(client.getCipherFactories()),
                NamedResource.getNameList(client.getMacFactories()));
    }

    private Flux<DiagnosisStep> login() {
        return Flux.deferContextual(context -> {
            HostKeyWitness witness = new HostKeyWitness(
                    keys.map(Trust::looking),
                    keys.map(Trust::first).filter(FirstContact::mayBelieve).isPresent());
            long start = now();
            return route.dial(terms.service())
                    .flatMap(stream -> MinaLogin.over(
                            stream,
                            terms,
                            witness,
                            route,
                            new SessionReport(route, terms.user(), stream.trackingId(), context)))
                    .flatMap(session -> session.close().thenReturn(loggedIn(session)))
                    .onErrorResume(error -> Mono.just(failed(AUTHENTICATION, error)))
                    .flatMapMany(end -> Flux.just(hostKey(witness, end), authentication(witness, end, since(start))));
        });
    }

    private static DiagnosisStep loggedIn(MinaSession session) {
        return DiagnosisStep.ok(AUTHENTICATION).with("user", session.user().orElse(null));
    }

    private DiagnosisStep hostKey(HostKeyWitness witness, DiagnosisStep end) {
        if (witness.refusal().isPresent()) {
            return failed(HOST_KEY, new SshException(witness.refusal().get()))
                    .with("shown", witness.fingerprint().orElse(null))
                    .with("type", witness.type().orElse(null));
        }
        if (witness.fingerprint().isEmpty()) {
            return new DiagnosisStep(
                    HOST_KEY, end.status(), end.evidence(), end.took(), end.cause(), end.fix(), end.reason());
        }
        return (witness.hasPassedNew()
                        ? DiagnosisStep.warning(
                                HOST_KEY,
                                "the key is not known yet, and the first session will "
                                        + keys.map(Trust::first)
                                                .map(FirstContact::words)
                                                .orElse(""),
                                "Compare the fingerprint with the machine's own before that.")
                        : DiagnosisStep.ok(HOST_KEY))
                .with("shown", witness.fingerprint().get())
                .with("type", witness.type().orElse(null));
    }

    private static DiagnosisStep authentication(HostKeyWitness witness, DiagnosisStep end, Duration took) {
        boolean reached = witness.fingerprint().isPresent() && witness.refusal().isEmpty();
        return reached ? end.took(took) : DiagnosisStep.skipped(AUTHENTICATION, HOST_KEY + " failed");
    }

    private static DiagnosisStep unread(String cause) {
        return DiagnosisStep.failed(
                Algorithms.STEP, SshReason.NEGOTIATION_FAILED.code(), cause, SshReason.NEGOTIATION_FAILED.remedy());
    }

    private static DiagnosisStep skipped(String name, DiagnosisStep because) {
        return DiagnosisStep.skipped(name, because.name() + " failed");
    }

    private static DiagnosisStep failed(String name, Throwable error) {
        if (!(error instanceof ArcConnectException known)) {
            return DiagnosisStep.failed(
                    name, SshReason.NEGOTIATION_FAILED.code(), "an unexpected " + error, "Report it.");
        }
        DiagnosisStep step = DiagnosisStep.failed(
                name,
                known.reason().code(),
                known.failure().detail(),
                known.reason().remedy());
        for (var fact : known.facts().entrySet()) {
            step = step.with(fact.getKey(), fact.getValue());
        }
        return step;
    }

    private static Mono<DiagnosisStep> timed(Mono<DiagnosisStep> step) {
        return Mono.defer(() -> {
            long start = now();
            return step.map(done -> done.took(since(start)));
        });
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
    }

    private static Duration since(long start) {
        return Duration.ofMillis(now() - start);
    }
}
