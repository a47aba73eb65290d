package io.arcconnect.testkit;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalDialer;
import io.arcconnect.testkit.internal.fake.PortScript;
import java.net.ConnectException;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/**
 * What this computer reaches, in memory. A call that the test said nothing about throws an {@link AssertionError} that names
 * it, and what says it, at the call.
 *
 * <p>Mutable and safe for any thread: what is said counts for subscriptions from then on.
 */
public final class FakeLocalDialer implements LocalDialer {

    private final PortScript script = new PortScript("LocalDialer");

    private FakeLocalDialer() {}

    /** {@return one that answers nothing yet} */
    public static FakeLocalDialer create() {
        return new FakeLocalDialer();
    }

    /** {@return one on which nothing answers: a {@link ConnectException} for every place} */
    public static FakeLocalDialer refusing() {
        return create().onDial((host, port) ->
                Mono.error(() -> new ConnectException("nothing answers at " + host + ":" + port)));
    }

    /**
     * Answers {@link #dial}.
     *
     * @param answer for a host and a port, such as an end of {@link DuplexStreams#pair()}
     * @return this
     */
    public FakeLocalDialer onDial(BiFunction<String, Integer, Mono<DuplexStream>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("dial", arguments -> answer.apply((String) arguments[0], (Integer) arguments[1]));
        return this;
    }

    /** {@return the calls so far, one a subscription, oldest first, such as {@code dial(localhost, 5432)}} */
    public List<String> calls() {
        return script.calls();
    }

    @Override
    public Mono<DuplexStream> dial(String host, int port) {
        return script.<DuplexStream>call("dial", host, port).singleOrEmpty();
    }
}
