package io.arcconnect.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.DiagnosisStep.Status;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class BannerLookTest {

    private static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");

    /** A server that was scripted. */
    private record Server(Flux<ByteBuffer> receive) implements DuplexStream {

        static Server saying(String... chunks) {
            return new Server(
                    Flux.fromArray(chunks).map(chunk -> ByteBuffer.wrap(chunk.getBytes(StandardCharsets.UTF_8))));
        }

        Server then(Flux<ByteBuffer> more) {
            return new Server(receive.concatWith(more));
        }

        @Override
        public Mono<Void> send(Publisher<ByteBuffer> bytes) {
            return Mono.error(new AssertionError("a diagnosis says nothing"));
        }

        @Override
        public Mono<Void> endOutput() {
            return Mono.error(new AssertionError("a diagnosis says nothing"));
        }

        @Override
        public Mono<Void> close() {
            return Mono.empty();
        }

        @Override
        public Mono<Void> onClose() {
            return Mono.never();
        }
    }

    @Test
    void at_whenTheBannerComesInPieces_thenItIsEvidence() {
        DiagnosisStep step =
                look(Server.saying("SSH-2", ".0-OpenSSH_9.2p1\r", "\nrest").then(Flux.never()));

        assertThat(step.status()).isEqualTo(Status.OK);
        assertThat(step.evidence()).containsEntry("banner", "SSH-2.0-OpenSSH_9.2p1");
    }

    @Test
    void at_whenTheServerEndsWithoutAWord_thenFailed() {
        assertThat(look(Server.saying()).cause()).contains("the server ended the connection without a word");
    }

    @Test
    void at_whenTheConnectionIsLostAfterOtherWords_thenTheWordsAreTheEvidence() {
        DiagnosisStep step = look(Server.saying("HTTP/1.1 400 Bad").then(Flux.error(new IOException("reset"))));

        assertThat(step.cause()).contains("what listens on the port is no SSH server");
        assertThat(step.evidence()).containsEntry("said", "HTTP/1.1 400 Bad");
    }

    @Test
    void at_whenTheConnectionIsLostAtOnce_thenFailedWithTheCause() {
        assertThat(look(Server.saying().then(Flux.error(new IOException("reset"))))
                        .cause())
                .contains("the connection was lost: reset");
    }

    @Test
    void at_whenTheServerIsOld_thenFailed() {
        DiagnosisStep step = look(Server.saying("SSH-1.5-old\n"));

        assertThat(step.reason()).contains("ssh.negotiation_failed");
        assertThat(step.cause()).contains("the server speaks another version of SSH");
    }

    @Test
    void at_whenNothingIsSaid_thenItGivesUpAfterTwentySeconds() {
        StepVerifier.withVirtualTime(() -> new BannerLook().at(findings(new Server(Flux.never()), RelayService.ssh())))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(19))
                .thenAwait(Duration.ofSeconds(1))
                .assertNext(steps ->
                        assertThat(steps.get(0).cause()).contains("what listens on the port has said nothing for 20 s"))
                .verifyComplete();
    }

    @Test
    void at_whenTheServiceIsNotSsh_thenSkipped() {
        Findings findings = findings(Server.saying(), new RelayService("WAC", 6516));

        DiagnosisStep step = new BannerLook()
                .at(findings)
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow()
                .get(0);

        assertThat(step.status()).isEqualTo(Status.SKIPPED);
    }

    private static DiagnosisStep look(DuplexStream server) {
        return new BannerLook()
                .at(findings(server, RelayService.ssh()))
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow()
                .get(0);
    }

    private static Findings findings(DuplexStream server, RelayService service) {
        Findings findings = new Findings(ID, Optional.of(service));
        findings.stream(server);
        return findings;
    }
}
