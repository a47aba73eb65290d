package io.arcconnect.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.internal.net.EchoServer;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@ArcEmulated
class EmulatorRecordsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final EchoServer ECHO = new EchoServer();

    @ArcEmulated.Setup
    static void machines(ArcEmulatorBuilder builder) {
        builder.machine(EmulatedMachine.linux("web-01").enabled().target(22, ECHO.address()));
        builder.machine(EmulatedMachine.linux("web-02").enabled().target(22, ECHO.address()));
    }

    @Test
    void carried_whenTenBytesGoThereAndBack_thenTheyAreCountedOnTheirMachine(
            ArcEmulator emulator, @ArcEmulated.Machine("web-01") RunningMachine web, ArcConnect arc) {
        DuplexStream stream = arc.machine(web.id()).dial(RelayService.ssh()).block(LIMIT);

        stream.send(Mono.just(ByteBuffer.wrap("0123456789".getBytes(UTF_8)))).block(LIMIT);
        long received = stream.receive()
                .scan(0L, (sum, bytes) -> sum + bytes.remaining())
                .filter(sum -> sum == 10)
                .blockFirst(LIMIT);

        assertThat(received).isEqualTo(10);
        assertThat(web.carried()).isEqualTo(new CarriedBytes(10, 10));
        assertThat(emulator.machine("web-02").carried()).isEqualTo(new CarriedBytes(0, 0));
        assertThat(emulator.openConnections()).isEqualTo(1);
        assertThat(emulator.leaks()).extracting(Leak::kind).contains(Leak.Kind.STREAM);
        assertThatThrownBy(() -> emulator.awaitQuiet(Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("web-01: ")
                .hasMessageContaining("open: 1 connections")
                .hasMessageNotContaining("web-02");
        stream.close().block(LIMIT);
        assertThat(emulator.awaitQuiet(LIMIT).openConnections()).isZero();
    }

    @Test
    void retries_whenAnAnswerIsTemporary_thenTheSecondTryIsOne(
            ArcEmulator emulator, @ArcEmulated.Machine("web-01") RunningMachine web, ArcConnect arc) {
        web.faults(Fault.arm(ArmCall.GET_MACHINE, 503, "ServerBusy", "Busy.").once());

        arc.machine(web.id()).state().block(LIMIT);

        assertThat(web.requests()).extracting(RecordedRequest::status).containsExactly(503, 200);
        assertThat(emulator.retries()).extracting(RecordedRequest::status).containsExactly(200);
        assertThat(emulator.machine("web-02").requests()).isEmpty();
    }

    @Test
    void redials_whenNobodyListensAtFirst_thenTheSecondDialIsOne(
            @ArcEmulated.Machine("web-01") RunningMachine web, ArcEmulator emulator, ArcConnect arc) {
        web.faults(Fault.noListeners().once());

        arc.machine(web.id())
                .dial(RelayService.ssh())
                .flatMap(DuplexStream::close)
                .block(LIMIT);

        assertThat(web.dials()).extracting(RecordedDial::status).containsExactly(404, 101);
        assertThat(web.redials()).hasSize(1);
        assertThat(emulator.machine("web-02").dials()).isEmpty();
        assertThat(web.toString()).contains("2 dials (1 refused)");
    }
}
