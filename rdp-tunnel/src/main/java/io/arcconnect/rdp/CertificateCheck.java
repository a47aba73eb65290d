package io.arcconnect.rdp;

/**
 * What a desktop client does when it cannot verify the certificate of the remote desktop, which is the rule: the address is
 * 127.0.0.1, and Windows signs its certificate itself. The numbers are the {@code authentication level} of Microsoft's
 * "Supported RDP properties" (documented).
 */
public enum CertificateCheck {
    /** The client connects without asking. SSH has authenticated the machine, if the tunnel is still the one of the file. */
    NOT_CHECKED(0),
    /** The client does not connect. */
    REQUIRED(1),
    /** The client asks the person; FreeRDP asks on its terminal. */
    WARN(2);

    static final String SETTING = "authentication level";

    private final int level;

    CertificateCheck(int level) {
        this.level = level;
    }

    RdpLines put(RdpLines lines) {
        return lines.with(SETTING, level);
    }

    boolean isIn(RdpLines lines) {
        return lines.is(SETTING, level);
    }
}
