package io.arcconnect.ssh.internal.connection;

import io.arcconnect.testkit.DuplexStreams;
import io.arcconnect.testkit.contract.FarEnd;
import io.arcconnect.testkit.contract.PushDuplexStreamContract;
import io.arcconnect.testkit.contract.StreamFarEnd;
import java.io.IOException;

/** A stream that does not push by itself, made to, under the contract of {@code PushDuplexStream}. */
class PushedStreamContractTest implements PushDuplexStreamContract {

    @Override
    public FarEnd connect() {
        DuplexStreams.Pair pair = DuplexStreams.pair();
        return new StreamFarEnd(new PushedStream(pair.left()), pair.right(), () -> pair.lose(new IOException("lost")));
    }
}
