package io.arcconnect.ssh;

import io.arcconnect.spi.DuplexStream;

/** The view that a pump has of a channel is under the same contract. */
class MinaStreamOnEventLoopContractTest extends MinaStreamContractTest {

    @Override
    DuplexStream view(DuplexStream stream) {
        return stream.onEventLoop();
    }
}
