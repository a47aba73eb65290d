package io.arcconnect.rdp;

import io.arcconnect.tunnel.LocalPort;

/**
 * An open way to a machine's remote desktop: whoever may connect to {@link #localAddress()} talks to the machine's remote
 * desktop port. Closing it closes every connection and the session that carries them.
 *
 * <p>It outlives its session: when that is lost, the next connection gets another one at the same local port, which is where
 * a desktop client that reconnects looks for it. There are two logins: the carrier's, and the remote desktop's own in the
 * client program.
 */
public interface RdpTunnel extends LocalPort {

    /** {@return a file that opens this tunnel in a desktop client, as who logged in; nothing is written yet} */
    RdpFile rdpFile();
}
