package io.arcconnect.ssh.internal.connection;

import io.arcconnect.ssh.internal.hostkeys.HostKeyCheck;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.kex.DHGClient;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.kex.KeyExchange;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.session.Session;

/**
 * MINA's key exchange, except that what a host certificate is worth is said by the {@link HostKeyCheck}, which knows whose
 * certificates are believed. MINA would refuse a certificate before anybody asked for one, and look the machine's resource id
 * up as a host name.
 */
final class MinaKeyExchange extends DHGClient {

    private MinaKeyExchange(DHFactory factory, Session session) {
        super(factory, session);
    }

    static KeyExchangeFactory factory(DHFactory factory) {
        return factory.isGroupExchange() ? ClientBuilder.DH2KEX.apply(factory) : new Factory(factory);
    }

    @Override
    protected void verifyCertificate(Session session, OpenSshCertificate certificate) {
        // LoginAttempt.accepts() comes next and verifies all of it.
    }

    private record Factory(DHFactory factory) implements KeyExchangeFactory {

        @Override
        public String getName() {
            return factory.getName();
        }

        @Override
        public KeyExchange createKeyExchange(Session session) {
            return new MinaKeyExchange(factory, session);
        }
    }
}
