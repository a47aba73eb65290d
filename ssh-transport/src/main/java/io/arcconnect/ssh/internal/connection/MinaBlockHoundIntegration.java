package io.arcconnect.ssh.internal.connection;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Tells BlockHound, where an application's tests use it, which waits inside MINA are harmless: two threads of one session
 * that encrypt a packet each take turns at a lock, under which there is arithmetic and a queue, never I/O; and a key
 * exchange in mid-session draws random bytes from the system, which does not wait for them.
 */
public final class MinaBlockHoundIntegration implements BlockHoundIntegration {

    private static final String SESSION = "org.apache.sshd.common.session.helpers.AbstractSession";
    private static final String KEY_EXCHANGE = "org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler";

    /** For {@link java.util.ServiceLoader}. */
    public MinaBlockHoundIntegration() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside(SESSION, "doWritePacket")
                .allowBlockingCallsInside(SESSION, "sendNewKeys")
                .allowBlockingCallsInside(KEY_EXCHANGE, "updateState")
                .allowBlockingCallsInside(KEY_EXCHANGE, "writePacket")
                .allowBlockingCallsInside(KEY_EXCHANGE, "terminateKeyExchange")
                .allowBlockingCallsInside("java.security.SecureRandom", "nextBytes");
    }
}
