package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.sshd.client.session.ClientSession;
import reactor.core.publisher.Mono;

/** Opens a session channel and waits until the server has said that its program runs. */
public final class ProgramStart {

    /** How long a server may take to say it. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A channel whose program may not have started; closing it is all that can be done. */
    private record Opened<C extends MinaProgram>(C channel) implements AsyncCloseable {

        @Override
        public Mono<Void> close() {
            return Closes.gracefully(channel);
        }

        @Override
        public Mono<Void> onClose() {
            return channel.closed();
        }
    }

    private ProgramStart() {}

    /**
     * Starts one.
     *
     * @param session on which
     * @param attempt tells machine and causes
     * @param factory makes the channel
     * @param face makes of the channel what the user gets, once the program runs
     */
    public static <C extends MinaProgram, T extends AsyncCloseable> Mono<T> on(
            ClientSession session, LoginAttempt attempt, Supplier<C> factory, Function<C, T> face) {
        return Mono.defer(() -> {
            C channel = factory.get();
            return ChannelOpening.on(session, attempt, "a session channel", () -> channel, Opened::new)
                    .flatMap(opened -> Handover.within(
                            channel.started().then(Mono.fromSupplier(() -> face.apply(channel))),
                            LIMIT,
                            () -> channel.unanswered(LIMIT),
                            () -> Handover.discard(opened)))
                    .doOnError(error -> channel.report().ended(ActionOutcome.failed(error)))
                    .doOnCancel(() -> channel.report().ended(ActionOutcome.cancelled()));
        });
    }
}
