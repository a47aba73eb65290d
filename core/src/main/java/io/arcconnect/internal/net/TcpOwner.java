package io.arcconnect.internal.net;

/** Whoever has to know of a TCP connection. Called on its event loop. */
interface TcpOwner {

    /** The connection is open. */
    void opened(TcpDuplexStream stream);

    /** The connection is closed. */
    void gone(TcpDuplexStream stream);
}
