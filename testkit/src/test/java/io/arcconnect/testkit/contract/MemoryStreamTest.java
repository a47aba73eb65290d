package io.arcconnect.testkit.contract;

import io.arcconnect.testkit.DuplexStreams;
import java.io.IOException;

/** The pair in memory under the contract of {@code DuplexStream}. */
class MemoryStreamTest implements DuplexStreamContract {

    @Override
    public FarEnd connect() {
        DuplexStreams.Pair pair = DuplexStreams.pair();
        return new StreamFarEnd(pair.left(), pair.right(), () -> pair.lose(new IOException("lost")));
    }
}
