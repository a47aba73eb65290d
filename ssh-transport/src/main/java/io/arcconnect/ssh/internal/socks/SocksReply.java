package io.arcconnect.ssh.internal.socks;

/** Why a target is not reached, as SOCKS 5 says it (RFC 1928, section 6); SOCKS 4 has one word for all. */
public enum SocksReply {
    /** Anything else. */
    GENERAL_FAILURE(1),
    /** The machine's policy forbids it. */
    NOT_ALLOWED(2),
    /** The other side did not connect to the target. */
    CONNECTION_REFUSED(5),
    /** Something other than CONNECT was asked for. */
    COMMAND_NOT_SUPPORTED(7),
    /** The address is of an unknown kind. */
    ADDRESS_TYPE_NOT_SUPPORTED(8);

    private final byte code;

    SocksReply(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }
}
