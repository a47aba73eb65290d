package io.arcconnect.internal.net;

import java.util.Optional;

/**
 * An HTTP proxy that Azure Resource Manager and the relay are reached through, with CONNECT.
 *
 * @param host its name or address, resolved for every connection
 * @param port where it listens
 * @param login who signs in, where it wants that
 * @param except hosts that are reached without it
 * @param source which setting named it, for people to find
 */
public record HttpProxy(String host, int port, Optional<ProxyLogin> login, NoProxy except, String source) {

    /**
     * Says whether connections to a host go through.
     *
     * @param target a name or an address
     * @param targetPort which
     * @return whether they do
     */
    public boolean carries(String target, int targetPort) {
        return !except.covers(target, targetPort);
    }

    /** {@return host and port, as messages have it} */
    public String address() {
        return host + ":" + port;
    }
}
