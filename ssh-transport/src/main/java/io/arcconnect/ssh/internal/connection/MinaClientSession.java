package io.arcconnect.ssh.internal.connection;

import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.logging.SimplifiedLog;

/** MINA's session, except that it never writes packets to the log: before encryption they have passwords in them. */
final class MinaClientSession extends ClientSessionImpl {

    MinaClientSession(ClientFactoryManager client, IoSession connection) throws Exception {
        super(client, connection);
    }

    /** Used by MINA for hex dumps at level TRACE and for nothing else. */
    @Override
    protected SimplifiedLog getSimplifiedLogger() {
        return SimplifiedLog.EMPTY;
    }
}
