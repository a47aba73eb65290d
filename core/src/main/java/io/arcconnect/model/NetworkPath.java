package io.arcconnect.model;

import java.util.Objects;
import java.util.Optional;

/**
 * How connections to one host leave this computer: what a diagnosis shows. It has no credentials, and printing it is safe.
 *
 * @param target host and port
 * @param proxy host and port of the HTTP proxy in between; empty when the connection is direct or nobody here knows
 * @param proxyLogin whether there is a user name and a password for the proxy
 * @param decidedBy which setting decided about the proxy, such as {@code builder.proxy} or {@code NO_PROXY}
 * @param trust which certificate authorities are believed, in words
 */
public record NetworkPath(String target, Optional<String> proxy, boolean proxyLogin, String decidedBy, String trust) {

    /** Refuses {@code null}. */
    public NetworkPath {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(proxy, "proxy");
        Objects.requireNonNull(decidedBy, "decidedBy");
        Objects.requireNonNull(trust, "trust");
    }

    /** {@return one sentence without a full stop} */
    @Override
    public String toString() {
        String through = proxy.map(address -> "through " + address + (proxyLogin ? " with a user name" : ""))
                .orElse("without a proxy");
        return target + " " + through + " (" + decidedBy + "), trusting " + trust;
    }
}
