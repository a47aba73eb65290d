package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.spi.LocalConnection;
import io.arcconnect.testkit.DuplexStreams;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** A stream that looks like a connection to a local port, under the contract of {@code DuplexStream}. */
class AcceptedStreamTest implements DuplexStreamContract {

    private static final InetSocketAddress PROGRAM = new InetSocketAddress("127.0.0.1", 50_000);
    private static final InetSocketAddress PORT = new InetSocketAddress("127.0.0.1", 5000);

    @Override
    public FarEnd connect() {
        DuplexStreams.Pair pair = DuplexStreams.pair();
        LocalConnection accepted = DuplexStreams.accepted(pair.left(), PROGRAM, PORT);
        return new StreamFarEnd(accepted, pair.right(), () -> pair.lose(new IOException("lost")));
    }

    @Test
    void accepted_whenAsked_thenHasTheAddressesThatItWasGiven() {
        LocalConnection accepted = DuplexStreams.accepted(DuplexStreams.pair().left(), PROGRAM, PORT);

        assertThat(accepted.remoteAddress()).isEqualTo(PROGRAM);
        assertThat(accepted.localAddress()).isEqualTo(PORT);
    }
}
