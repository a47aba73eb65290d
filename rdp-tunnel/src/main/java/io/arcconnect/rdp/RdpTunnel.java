package io.arcconnect.rdp;

import io.arcconnect.spi.LocalEndpoint;

/**
 * An open way to a machine's remote desktop: whoever connects to {@link #localAddress()} talks to the machine's remote
 * desktop port. Closing it closes every connection and the session that carries them.
 *
 * <p>{@link #onClose()} fails with the cause when the carrying session was lost. There are two logins: the carrier's, and
 * the remote desktop's own in the client program.
 */
public interface RdpTunnel extends LocalEndpoint {

    /** {@return a file that opens this tunnel in a desktop client, as who logged in; nothing is written yet} */
    RdpFile rdpFile();
}
