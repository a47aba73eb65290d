package io.arcconnect.ssh.internal.socks;

import io.arcconnect.spi.DuplexStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Somebody who has said where to connect, and waits for an answer. */
public final class SocksCall {

    private final DuplexStream stream;
    private final ReadAhead input;
    private final SocksDialogue dialogue;
    private final SocksStep.Connect target;

    private SocksCall(DuplexStream stream, ReadAhead input, SocksDialogue dialogue, SocksStep.Connect target) {
        this.stream = stream;
        this.input = input;
        this.dialogue = dialogue;
        this.target = target;
    }

    /**
     * Talks until a target is named.
     *
     * @param stream of which nothing was received yet; closing it is left to the caller
     * @param limit how long that may take
     * @return the call; {@link SocksException} when something else is spoken, {@link
     *     java.util.concurrent.TimeoutException} when it takes longer
     */
    public static Mono<SocksCall> on(DuplexStream stream, Duration limit) {
        return Mono.defer(() -> {
                    ReadAhead input = new ReadAhead();
                    stream.receive().subscribe(input); // owned by the stream: it ends with that
                    return new Talk(stream, input, new SocksDialogue()).next();
                })
                .timeout(limit);
    }

    /** {@return the name or the address of the target} */
    public String host() {
        return target.host();
    }

    /** {@return its port} */
    public int port() {
        return target.port();
    }

    /**
     * Tells that the target is reached.
     *
     * @return what is to be joined to the target
     */
    public Mono<DuplexStream> reached() {
        return stream.send(Mono.just(dialogue.reached()))
                .then(Mono.fromSupplier(() -> new RestOfStream(stream, dialogue.rest(), input.others())));
    }

    /**
     * Tells that the target is not reached.
     *
     * @param why as far as SOCKS can say it
     * @return completes when it was said
     */
    public Mono<Void> failed(SocksReply why) {
        return stream.send(Mono.just(dialogue.failed(why)));
    }

    private record Talk(DuplexStream stream, ReadAhead input, SocksDialogue dialogue) {

        private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

        Mono<SocksCall> next() {
            return input.next().flatMap(this::take);
        }

        private Mono<SocksCall> take(ByteBuffer bytes) {
            SocksStep step = dialogue.take(bytes);
            if (step instanceof SocksStep.Send send) {
                return stream.send(Mono.just(send.bytes())).then(Mono.defer(() -> take(NOTHING)));
            }
            if (step instanceof SocksStep.Refuse refusal) {
                Mono<Void> said =
                        refusal.bytes().hasRemaining() ? stream.send(Mono.just(refusal.bytes())) : Mono.empty();
                return said.then(Mono.error(() -> new SocksException(refusal.why())));
            }
            return step instanceof SocksStep.Connect target
                    ? Mono.just(new SocksCall(stream, input, dialogue, target))
                    : next();
        }
    }
}
