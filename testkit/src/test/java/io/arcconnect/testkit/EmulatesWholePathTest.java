package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.event.DialWaitingEvent;
import io.arcconnect.testkit.internal.net.EchoServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The library against the emulator: the way of protocol.md 0, end to end. */
class EmulatesWholePathTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void dial_whenMachineIsEnabled_thenBytesReachTheTargetAndComeBack() {
        try (EchoServer echo = new EchoServer();
                ArcEmulator emulator = ArcEmulator.builder()
                        .machine(EmulatedMachine.linux("lin-01")
                                .target(22, echo.address())
                                .enabled())
                        .start()) {
            ArcConnect arc = emulator.arcConnect().build();

            String echoed = arc.machine(emulator.machine("lin-01").id())
                    .dial(RelayService.ssh())
                    .flatMap(stream -> stream.send(Flux.just(text("hello, machine")))
                            .then(stream.receive()
                                    .map(EmulatesWholePathTest::text)
                                    .next())
                            .flatMap(answer -> stream.close().thenReturn(answer)))
                    .block(SOON);

            assertThat(echoed).isEqualTo("hello, machine");
            assertThat(emulator.requests()).allMatch(request -> !request.isWrite());
            assertThat(emulator.dials()).singleElement().satisfies(dial -> {
                assertThat(dial.status()).isEqualTo(101);
                assertThat(dial.target()).isEqualTo("localhost:22");
            });
            arc.close().block(SOON);
        }
    }

    @Test
    void dial_whenNothingIsSetUpAndWritingIsAllowed_thenSetsUpAndConnects() {
        MutableClock clock = MutableClock.now();
        try (EchoServer echo = new EchoServer();
                ArcEmulator emulator = ArcEmulator.builder()
                        .clock(clock)
                        .machine(EmulatedMachine.windows("win-01")
                                .target(22, echo.address())
                                .agentDelay(Duration.ofSeconds(60)))
                        .start()) {
            ArcConnect arc = emulator.arcConnect()
                    .servicePolicy(ServicePolicy.ENABLE_IF_MISSING)
                    .listener(new ArcConnectListener() {
                        @Override
                        public void onDialWaiting(DialWaitingEvent event) {
                            clock.advance(Duration.ofSeconds(60));
                        }
                    })
                    .build();

            DuplexStream stream = arc.machine(emulator.machine("win-01").id())
                    .dial(RelayService.ssh())
                    .block(SOON);

            assertThat(stream).isNotNull();
            assertThat(emulator.requests().stream().map(RecordedRequest::call).toList())
                    .containsSubsequence(
                            ArmCall.LIST_CREDENTIALS,
                            ArmCall.PUT_ENDPOINT,
                            ArmCall.PUT_SERVICE_CONFIGURATION,
                            ArmCall.LIST_CREDENTIALS);
            assertThat(emulator.dials().get(0).reason()).startsWith("Endpoint does not exist. TrackingId:");
            arc.close().block(SOON);
        }
    }

    @Test
    void provision_whenExtensionIsMissing_thenInstallsIt() {
        for (LroStyle style : List.of(LroStyle.values())) {
            try (ArcEmulator emulator = ArcEmulator.builder()
                    .machine(EmulatedMachine.windows("win-01").lroStyle(style).extensionTakes(3))
                    .start()) {
                ArcConnect arc = emulator.arcConnect().build();

                ProvisionOutcome outcome = arc.machine(
                                emulator.machine("win-01").id())
                        .provision(ExtensionSpec.openSshForWindows())
                        .blockOptional(SOON)
                        .orElseThrow();

                assertThat(outcome.changed()).isTrue();
                assertThat(outcome.extension().isSucceeded()).isTrue();
                assertThat(outcome.extension().message()).contains("OpenSSH Successfully enabled");
                arc.close().block(SOON);
            }
        }
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
