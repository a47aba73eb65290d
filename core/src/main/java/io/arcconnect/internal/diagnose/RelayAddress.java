package io.arcconnect.internal.diagnose;

import io.arcconnect.model.NetworkPath;
import java.util.function.Function;

/**
 * Where the relay is, and through what it is reached.
 *
 * @param host its name
 * @param port 443 unless the credentials say otherwise
 * @param path how connections leave this computer
 */
record RelayAddress(String host, int port, NetworkPath path) {

    private static final int HTTPS = 443;

    /** Role comes before every look at the network, so there are credentials. */
    static RelayAddress of(Findings findings, Function<String, NetworkPath> path) {
        String relay = findings.credentials().orElseThrow().relayHost();
        return new RelayAddress(host(relay), port(relay), path.apply(relay));
    }

    /** {@return the host that this computer connects to first: the proxy, where there is one} */
    String firstHost() {
        return path.proxy().map(RelayAddress::host).orElse(host);
    }

    /** {@return its port} */
    int firstPort() {
        return path.proxy().map(RelayAddress::port).orElse(port);
    }

    private static String host(String address) {
        return address.replaceFirst(":[0-9]{1,5}$", "");
    }

    private static int port(String address) {
        String host = host(address);
        return host.length() == address.length() ? HTTPS : Integer.parseInt(address.substring(host.length() + 1));
    }
}
