package io.arcconnect.internal.net;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What the other side of a TLS handshake showed.
 *
 * @param protocol such as {@code TLSv1.3}; empty when the handshake failed
 * @param chain its certificates, its own first; never empty
 * @param refusal why they are not believed; empty when they are
 */
public record TlsPeer(String protocol, List<X509Certificate> chain, Optional<Throwable> refusal) {

    /** Copies the chain. */
    public TlsPeer {
        chain = List.copyOf(chain);
    }
}
