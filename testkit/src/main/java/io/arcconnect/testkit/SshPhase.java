package io.arcconnect.testkit;

/** How far an SSH connection has come when a {@link Fault} strikes. */
public enum SshPhase {
    /** The client has sent its half of the key exchange (RFC 4253 section 8). */
    KEX,
    /** The client asks to log in, even if only for the ways to (RFC 4252 section 5). */
    LOGIN,
    /** The client opens a channel (RFC 4254 section 5.1). */
    CHANNEL,
    /** The client asks for a command, a shell or a subsystem (RFC 4254 section 6.5). */
    REQUEST
}
