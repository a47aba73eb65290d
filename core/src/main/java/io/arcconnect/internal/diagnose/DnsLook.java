package io.arcconnect.internal.diagnose;

import io.arcconnect.error.ArcReason;
import io.arcconnect.internal.net.NetworkProbe;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.NetworkPath;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Does the name resolve: the relay's, or the proxy's where that one does the rest? */
record DnsLook(NetworkProbe network, Function<String, NetworkPath> path) implements Look {

    @Override
    public List<String> names() {
        return List.of(StepNames.DNS);
    }

    @Override
    public Set<String> needs() {
        return Set.of(StepNames.ROLE);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        RelayAddress relay = RelayAddress.of(findings, path);
        return network.resolve(relay.firstHost())
                .map(addresses -> DiagnosisStep.ok(StepNames.DNS).with("addresses", String.join(" ", addresses)))
                .onErrorResume(error -> Mono.just(failed("the name " + relay.firstHost() + " does not resolve")))
                .map(step -> step.with("name", relay.firstHost()))
                .map(step -> relay.path().proxy().isPresent() ? step.with("relay", "is resolved by the proxy") : step)
                .map(List::of);
    }

    @Override
    public DiagnosisStep late() {
        return failed("the name did not resolve within " + limit().toSeconds() + " s");
    }

    private static DiagnosisStep failed(String cause) {
        return DiagnosisStep.failed(
                StepNames.DNS,
                ArcReason.RELAY_UNREACHABLE.code(),
                cause,
                "Check the DNS of this computer; the relay's names end in servicebus.windows.net or its cloud's counterpart.");
    }
}
