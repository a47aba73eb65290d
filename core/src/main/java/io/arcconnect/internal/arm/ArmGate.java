package io.arcconnect.internal.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.internal.pace.Pacer;
import io.arcconnect.model.ArmLimits;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.ArmWaitingEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** Lets requests of one caller pass in their turn, learns from refusals, and tells of both. */
public final class ArmGate implements HttpPipelinePolicy {

    private static final Pattern SUBSCRIPTION = Pattern.compile("/subscriptions/([^/?]+)", Pattern.CASE_INSENSITIVE);

    /** Where a refusal does not say how long to wait (protocol.md 1.3 (8) says that it does). */
    private static final Duration SILENT_REFUSAL = Duration.ofSeconds(5);

    private final Pacer pacer;
    private final ArmLimits limits;
    private final Reporter reporter;

    /**
     * Makes a gate for one caller: Azure counts per caller and subscription.
     *
     * @param limits how fast
     * @param reporter told of waiting and of every request
     */
    public ArmGate(ArmLimits limits, Reporter reporter) {
        this.pacer = new Pacer(limits);
        this.limits = limits;
        this.reporter = reporter;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
            HttpRequest request = context.getHttpRequest();
            Matcher path = SUBSCRIPTION.matcher(request.getUrl().getPath());
            String subscription = path.find() ? path.group(1).toLowerCase(Locale.ROOT) : "";
            boolean writing = request.getHttpMethod() != HttpMethod.GET;
            Optional<ArmNote> note = ArmNote.of(context);
            ArmTry attempt = new ArmTry(note, context, reporter);
            return pacer.through(
                    subscription,
                    writing,
                    wait -> note.ifPresent(about -> reporter.report(
                            new ArmWaitingEvent(about.origin(), about.word(), wait.ahead(), wait.expected()))),
                    () -> late(note),
                    attempt.telling(next.process()).doOnNext(answer -> learn(subscription, writing, answer)));
        });
    }

    private void learn(String subscription, boolean writing, HttpResponse answer) {
        if (answer.getStatusCode() == 429) {
            pacer.refused(
                    subscription,
                    writing,
                    ArmResponse.retryAfter(answer.getHeaders().getValue(HttpHeaderName.RETRY_AFTER))
                            .orElse(SILENT_REFUSAL));
        }
    }

    private ControlPlaneException late(Optional<ArmNote> note) {
        Failure failure = Failure.of(
                        ArcReason.ARM_THROTTLED,
                        note.map(about -> about.call().stage()).orElse(ArmCall.POLL.stage()),
                        note.map(about -> about.call().words() + ": ").orElse("") + "its turn does not come within "
                                + limits.longestWait().toSeconds() + " s; it was never sent")
                .with("longestWait", limits.longestWait().toSeconds() + "s")
                .with(
                        "clientRequestId",
                        note.flatMap(about -> about.origin().clientRequestId()).orElse(null));
        return new ControlPlaneException(
                note.flatMap(about -> about.origin().machine()).map(failure::on).orElse(failure));
    }
}
