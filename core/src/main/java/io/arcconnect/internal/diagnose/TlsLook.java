package io.arcconnect.internal.diagnose;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Stage;
import io.arcconnect.internal.net.NetworkProbe;
import io.arcconnect.internal.net.ProxyFailure;
import io.arcconnect.internal.net.TlsPeer;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.NetworkPath;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Whose certificate answers: the relay's, or that of something which reads along? */
record TlsLook(NetworkProbe network, Function<String, NetworkPath> path, Clock clock) implements Look {

    private static final String TRUST =
            "Where a proxy of your company inspects TLS, trust its authority with builder.trust(…), or exempt the relay"
                    + " from inspection; otherwise find out who answers there.";

    @Override
    public List<String> names() {
        return List.of(StepNames.TLS);
    }

    @Override
    public Set<String> needs() {
        return Set.of(StepNames.TCP);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        RelayAddress relay = RelayAddress.of(findings, path);
        return network.handshake(relay.host(), relay.port())
                .map(peer -> judge(relay.host(), peer))
                .onErrorResume(error -> Mono.just(broken(relay.host(), error)))
                .map(List::of);
    }

    @Override
    public DiagnosisStep late() {
        return failed("no TLS within " + limit().toSeconds() + " s");
    }

    private static DiagnosisStep broken(String host, Throwable error) {
        return ProxyFailure.in(error)
                .map(proxy -> proxy.failure(Stage.DIAL, "", ArcReason.RELAY_UNREACHABLE))
                .map(failure -> DiagnosisStep.failed(
                        StepNames.TLS,
                        failure.reason().code(),
                        failure.detail(),
                        failure.reason().remedy()))
                .orElseGet(() -> failed("TLS with " + host + " failed: " + Causes.deepest(error)));
    }

    private DiagnosisStep judge(String host, TlsPeer peer) {
        return verdict(host, peer)
                .with("protocol", peer.protocol())
                .with("subject", Certificates.name(peer.chain().get(0).getSubjectX500Principal()))
                .with("chain", Certificates.issuers(peer.chain()))
                .with("until", peer.chain().get(0).getNotAfter().toInstant());
    }

    private DiagnosisStep verdict(String host, TlsPeer peer) {
        if (peer.refusal().isPresent()) {
            String issuer = Certificates.name(peer.chain().get(0).getIssuerX500Principal());
            return failed("the certificate that answers for " + host + ", issued by " + issuer + ", is not believed: "
                    + Certificates.whyNot(peer, clock)
                            .orElseGet(() -> Causes.deepest(peer.refusal().get())));
        }
        return Certificates.looksIntercepted(host, peer.chain())
                ? DiagnosisStep.warning(
                        StepNames.TLS,
                        "the certificate is believed, but not one of Microsoft's: something inspects TLS in between",
                        "Let it pass WebSocket upgrades to the relay unchanged, or exempt the relay from inspection.")
                : DiagnosisStep.ok(StepNames.TLS);
    }

    private static DiagnosisStep failed(String cause) {
        return DiagnosisStep.failed(StepNames.TLS, ArcReason.RELAY_PROXY_INTERFERENCE.code(), cause, TRUST);
    }
}
