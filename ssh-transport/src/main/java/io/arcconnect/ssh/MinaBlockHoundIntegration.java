package io.arcconnect.ssh;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Tells BlockHound, where an application's tests use it, which waits inside MINA are harmless: two threads of one session
 * that encrypt a packet each take turns at a lock. What is done under it is arithmetic and a queue, never I/O.
 */
public final class MinaBlockHoundIntegration implements BlockHoundIntegration {

    private static final String SESSION = "org.apache.sshd.common.session.helpers.AbstractSession";
    private static final String KEY_EXCHANGE = "org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler";

    /** For {@link java.util.ServiceLoader}. */
    public MinaBlockHoundIntegration() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside(SESSION, "doWritePacket")
                .allowBlockingCallsInside(KEY_EXCHANGE, "writePacket")
                .allowBlockingCallsInside(KEY_EXCHANGE, "terminateKeyExchange");
    }
}
