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

/** Does the first hop accept connections? */
record TcpLook(NetworkProbe network, Function<String, NetworkPath> path) implements Look {

    @Override
    public List<String> names() {
        return List.of(StepNames.TCP);
    }

    @Override
    public Set<String> needs() {
        return Set.of(StepNames.DNS);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        RelayAddress relay = RelayAddress.of(findings, path);
        String hop = relay.firstHost() + ":" + relay.firstPort();
        return network.connect(relay.firstHost(), relay.firstPort())
                .map(address -> DiagnosisStep.ok(StepNames.TCP).with("address", address))
                .onErrorResume(error -> Mono.just(failed(hop + " cannot be reached: " + Causes.deepest(error))))
                .map(step -> step.with(
                        "via",
                        relay.path().proxy().map(proxy -> "proxy " + proxy).orElse(null)))
                .map(List::of);
    }

    @Override
    public DiagnosisStep late() {
        return failed("no connection within " + limit().toSeconds() + " s");
    }

    private static DiagnosisStep failed(String cause) {
        return DiagnosisStep.failed(
                StepNames.TCP,
                ArcReason.RELAY_UNREACHABLE.code(),
                cause,
                "Check the firewall between here and port 443 of the relay, or the proxy's address.");
    }
}
