package io.arcconnect.error;

import java.util.Locale;

/** Where on its way a call was when it failed. */
public enum Stage {
    /** Reading or writing through Azure Resource Manager. */
    CONTROL_PLANE,
    /** Installing an extension. */
    PROVISION,
    /** Getting relay credentials. */
    CREDENTIALS,
    /** Opening the relay connection, and the connection itself. */
    DIAL,
    /** Setting up a protocol's session: negotiation, trust, authentication. */
    SESSION,
    /** Inside an open session: a command, a channel, a tunnel. */
    CHANNEL,
    /** On this computer: a listener, a file, a program. */
    LOCAL;

    /** {@return the name in lower case with hyphens, as messages and logs have it} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
