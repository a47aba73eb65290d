package io.arcconnect.ssh.internal.connection;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.logging.SimplifiedLog;

/**
 * MINA's session, except that it never writes packets to the log, because before encryption they have passwords in them, and
 * that it forgets what it needs no more: a thousand idle sessions are mostly what was said while keys were exchanged.
 */
final class MinaClientSession extends ClientSessionImpl {

    /** MINA wants some. */
    private static final byte[] FORGOTTEN = {0};

    private final AtomicBoolean hurried = new AtomicBoolean();

    MinaClientSession(ClientFactoryManager client, IoSession connection) throws Exception {
        super(client, connection);
    }

    /** Used by MINA for hex dumps at level TRACE and for nothing else. */
    @Override
    protected SimplifiedLog getSimplifiedLogger() {
        return SimplifiedLog.EMPTY;
    }

    @Override
    protected void handleServiceAccept(String service, Buffer buffer) throws Exception {
        super.handleServiceAccept(service, buffer);
        sendIgnoreMessage();
    }

    /**
     * Says something that means nothing (RFC 4253, section 11.2), however often it is called only once: a server could ask for it
     * without end, and read none of it. Up to its first command OpenSSH's server lets TCP keep a small packet back until the one before it is acknowledged. The agent beside it,
     * who has nothing to send meanwhile, acknowledges when the system thinks it is time: after 40 ms on Linux (observed).
     */
    void hurry() throws IOException {
        if (hurried.compareAndSet(false, true)) {
            sendIgnoreMessage();
        }
    }

    /**
     * Forgets proposals, both sides' packets with them, and the server's key, to which BouncyCastle attaches tables. To be
     * called when keys are established and nobody can begin another exchange yet, which says all of it anew.
     */
    void forgetExchange() {
        clear(clientProposal);
        clear(serverProposal);
        setClientKexData(FORGOTTEN);
        setServerKexData(FORGOTTEN);
        setServerKey(null);
    }

    private static void clear(Map<KexProposalOption, String> proposal) {
        synchronized (proposal) { // as MINA does
            proposal.clear();
        }
    }
}
