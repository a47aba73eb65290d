package io.arcconnect.testkit;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.RelayDialer;
import io.arcconnect.testkit.internal.fake.PortScript;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * A relay that is only memory. A dial that the test said nothing about throws an {@link AssertionError} that names it, and what
 * says it, at the call.
 *
 * <pre>{@code
 * FakeRelayDialer relay = FakeRelayDialer.create().refuses(ArcReason.RELAY_LISTENER_NOT_FOUND);
 * }</pre>
 *
 * <p>Mutable and safe for any thread: what is said counts for subscriptions from then on.
 */
public final class FakeRelayDialer implements RelayDialer {

    private final PortScript script = new PortScript("RelayDialer");

    private FakeRelayDialer() {}

    /** {@return one that answers nothing yet} */
    public static FakeRelayDialer create() {
        return new FakeRelayDialer();
    }

    /**
     * Gives every dial a stream.
     *
     * @param streams makes one, such as an end of {@link DuplexStreams#pair()}
     * @return this
     */
    public FakeRelayDialer connects(Supplier<DuplexStream> streams) {
        Objects.requireNonNull(streams, "streams");
        return onDial((credentials, service) -> Mono.fromSupplier(streams));
    }

    /**
     * Refuses every dial.
     *
     * @param reason as the relay's, such as {@link ArcReason#RELAY_LISTENER_NOT_FOUND}
     * @return this
     */
    public FakeRelayDialer refuses(ArcReason reason) {
        Objects.requireNonNull(reason, "reason");
        return onDial((credentials, service) ->
                Mono.error(() -> new RelayException(Failure.of(reason, Stage.DIAL, "the fake relay refused the dial")
                        .on(credentials.machine()))));
    }

    /**
     * Answers {@link #dial}.
     *
     * @param answer for credentials and a service
     * @return this
     */
    public FakeRelayDialer onDial(BiFunction<RelayCredentials, RelayService, Mono<DuplexStream>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("dial", arguments -> answer.apply((RelayCredentials) arguments[0], (RelayService) arguments[1]));
        return this;
    }

    /** {@return the dials so far, one a subscription, such as {@code dial(credentials, SSH:22)}} */
    public List<String> calls() {
        return script.calls();
    }

    @Override
    public Mono<DuplexStream> dial(RelayCredentials credentials, RelayService service) {
        return script.<DuplexStream>call("dial", credentials, service).singleOrEmpty();
    }
}
