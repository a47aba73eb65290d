package io.arcconnect.internal.diagnose;

import io.arcconnect.model.DiagnosisStep;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** Does an SSH server answer? It speaks first, so nothing is said here. */
record BannerLook() implements Look {

    /** The code that {@code Ssh} fails with in that case; its enum is not this module's. */
    private static final String REASON = "ssh.negotiation_failed";

    /** A server that asks the DNS about its caller takes some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public List<String> names() {
        return List.of(StepNames.BANNER);
    }

    @Override
    public Set<String> needs() {
        return Set.of(StepNames.TARGET);
    }

    @Override
    public Duration limit() {
        return PATIENCE.plusSeconds(5);
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        if (!findings.service().name().equalsIgnoreCase("SSH")) {
            return Mono.just(List.of(
                    DiagnosisStep.skipped(StepNames.BANNER, findings.service().name() + " does not speak SSH")));
        }
        return SshBanner.read(findings.stream().orElseThrow(), PATIENCE)
                .map(BannerLook::judge)
                .map(List::of);
    }

    private static DiagnosisStep judge(SshBanner banner) {
        SshIdentification read = banner.identification();
        DiagnosisStep step = banner.isSsh() ? DiagnosisStep.ok(StepNames.BANNER) : failed(cause(banner));
        return step.with("banner", read.text().orElse(null))
                .with("said", read.otherText().orElse(null));
    }

    private static String cause(SshBanner banner) {
        if (banner.identification().text().isPresent()) {
            return "the server speaks another version of SSH";
        }
        if (banner.identification().otherText().isPresent()) {
            return "what listens on the port is no SSH server";
        }
        return banner.end()
                .map(end -> end instanceof TimeoutException
                        ? "what listens on the port has said nothing for " + PATIENCE.toSeconds() + " s"
                        : "the connection was lost: " + Causes.deepest(end))
                .orElse("the server ended the connection without a word");
    }

    private static DiagnosisStep failed(String cause) {
        return DiagnosisStep.failed(
                StepNames.BANNER,
                REASON,
                cause,
                "Check on the machine what listens on the port, and in its log whether sshd turns connections away.");
    }
}
