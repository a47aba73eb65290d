package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.ClientOptions;
import com.azure.core.util.tracing.Tracer;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.RelayService;
import io.arcconnect.testkit.internal.net.EchoServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** The spans that azure-core's tracer gets: one for each operation, and azure-core's own for each request inside it. */
@Timeout(120)
class TracingEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final EchoServer echo = new EchoServer();
    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(
                    EmulatedMachine.windows("win-01").target(22, echo.address()).enabled())
            .start();
    private final RecordingTracerProvider.Options options = new RecordingTracerProvider.Options();
    private final ArcConnect arc = emulator.arcConnect()
            .clientOptions(new ClientOptions().setTracingOptions(options))
            .build();
    private final ArcMachine machine = arc.machine(emulator.machine("win-01").id());

    @AfterEach
    void end() {
        arc.close().block(LIMIT);
        emulator.close();
        echo.close();
    }

    @Test
    void use_whenATracerIsThere_thenOneSpanBelowTheCallersAndTheRequestsBelowIt() {
        machine.use(route -> route.dial(RelayService.ssh()), stream -> Mono.just("used"))
                .contextWrite(context -> context.put(Tracer.PARENT_TRACE_CONTEXT_KEY, "the-caller's"))
                .block(LIMIT);

        RecordingTracerProvider.Span use = options.named("ArcMachine.use");
        assertThat(use.parent).isEqualTo("the-caller's");
        assertThat(use.end).isEqualTo("ok");
        assertThat(use.attributes).containsEntry("arc.machine", "win-01");
        RecordingTracerProvider.Span post = options.named("POST");
        assertThat(post.parent).isEqualTo(use.id());
        assertThat(post.end).isEqualTo("ok");
        RecordedRequest sent = emulator.requests(ArmCall.LIST_CREDENTIALS).get(0);
        assertThat(post.attributes).containsEntry("requestId", sent.headers().get("x-ms-client-request-id"));
        assertThat(sent.headers()).containsEntry("traceparent", post.id());
        assertThat(options.spans).extracting(span -> span.name).containsExactly("ArcMachine.use", "POST", "GET");
    }

    @Test
    void dial_whenItFails_thenTheSpanEndsWithTheReason() {
        emulator.machine("win-01").faults(Fault.relayForbidden());
        machine.dial(RelayService.ssh()).onErrorComplete().block(LIMIT);

        assertThat(options.named("ArcMachine.dial").end).isEqualTo("relay.forbidden");
    }

    @Test
    void provision_whenItTakesSeveralRequests_thenAllAreBelowIt() {
        machine.provision(ExtensionSpec.openSshForWindows()).block(LIMIT);

        RecordingTracerProvider.Span provision = options.named("ArcMachine.provision");
        List<RecordingTracerProvider.Span> requests = options.spans.stream()
                .filter(span -> !span.name.startsWith("ArcMachine"))
                .toList();
        assertThat(requests).hasSizeGreaterThan(2).allSatisfy(span -> {
            assertThat(span.parent).isEqualTo(provision.id());
            assertThat(span.end).isNotEqualTo("running");
        });
        assertThat(requests).hasSameSizeAs(emulator.requests());
    }

    @Test
    void dial_whenTracingIsDisabledInTheContext_thenNoSpan() {
        machine.relayCredentials(RelayService.ssh())
                .contextWrite(context -> context.put(Tracer.DISABLE_TRACING_KEY, true))
                .block(LIMIT);

        assertThat(options.spans).isEmpty();
    }
}
