package io.arcconnect.ssh.internal.socks;

/** Whoever connected does not speak SOCKS as it is spoken here. */
public final class SocksException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SocksException(String message) {
        super(message);
    }
}
