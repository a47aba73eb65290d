package io.arcconnect.rdp;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.DuplexStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import reactor.core.publisher.Mono;

/**
 * Asks whoever listens whether it is a remote desktop, as a desktop client's first packet does, and goes away after the answer.
 * Nobody logs in, and no user name is told.
 */
final class RdpProbe {

    /** From the request to the answer. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * An X.224 Connection Request in its TPKT, without a cookie, and the offer to speak TLS, CredSSP or CredSSP with early
     * user authorization (MS-RDPBCGR 2.2.1.1, PROTOCOL_SSL, PROTOCOL_HYBRID and PROTOCOL_HYBRID_EX): what a desktop that
     * insists on any of them confirms.
     */
    private static final byte[] REQUEST = HexFormat.of().parseHex("030000130ee00000000000010008000b000000");

    private RdpProbe() {}

    /**
     * Asks.
     *
     * <p><b>Subscribing</b> asks, for at most {@link #LIMIT}. <b>Error:</b> the loss of what carries the stream, when it has
     * a reason; a stream that just breaks is an answer.
     *
     * @param stream of which nothing was received; closing it is left to the caller
     * @return who answers
     */
    static Mono<RdpAnswer> ask(DuplexStream stream) {
        return Mono.defer(() -> {
            AnswerReading reading = new AnswerReading();
            Mono<RdpAnswer> answer = stream.receive()
                    .concatMap(bytes -> Mono.justOrEmpty(reading.take(bytes)), 1)
                    .next()
                    .switchIfEmpty(Mono.fromSupplier(reading::atEnd))
                    .onErrorResume(
                            error -> !(error instanceof ArcConnectException),
                            broken -> Mono.fromSupplier(reading::atEnd));
            // Whoever speaks first may be gone before it is asked: only what is received counts.
            Mono<RdpAnswer> request = stream.send(Mono.just(ByteBuffer.wrap(REQUEST.clone())))
                    .onErrorComplete()
                    .then(Mono.never());
            return Mono.firstWithSignal(answer, request).timeout(LIMIT, Mono.fromSupplier(reading::atLimit));
        });
    }
}
