package io.arcconnect.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.FakeCarrier;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The job as a user would test it: with a carrier in memory. */
class ReachAnyScreenEmulatorTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String VERSION = "RFB 003.008\n";

    @Test
    void hold_whenAVncServerListens_thenItsFirstWordsArriveHere() throws Exception {
        FakeCarrier carrier = FakeCarrier.create()
                .listen(
                        "localhost",
                        ReachAnyScreen.VNC,
                        stream -> stream.send(Mono.just(ByteBuffer.wrap(VERSION.getBytes(StandardCharsets.US_ASCII))))
                                .then(stream.receive().then()));
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01").enabled())
                .start()) {
            ArcConnect arc = emulator.arcConnect().build();
            Sinks.One<InetSocketAddress> ready = Sinks.one();

            Disposable held = ReachAnyScreen.hold(
                            arc.machine(emulator.machine("lin-01").id()),
                            carrier,
                            ReachAnyScreen.VNC,
                            ready::tryEmitValue)
                    .subscribe(ended -> {}, ready::tryEmitError);
            InetSocketAddress address = ready.asMono().block(BOUND);
            try (Socket viewer = new Socket(address.getAddress(), address.getPort())) {
                viewer.setSoTimeout((int) BOUND.toMillis());
                assertThat(viewer.getInputStream().readNBytes(VERSION.length()))
                        .isEqualTo(VERSION.getBytes(StandardCharsets.US_ASCII));
            }
            held.dispose();
            arc.close().block(BOUND);

            assertThat(carrier.asked()).containsExactly("localhost:5900");
        }
    }
}
