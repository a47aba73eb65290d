package io.arcconnect.testkit;

/** Where a {@link Fault} strikes. */
public enum FaultPlace {
    /** A call of Azure Resource Manager. */
    ARM,
    /** The long-running operation of an extension (protocol.md 1.3). */
    OPERATION,
    /** What {@code listCredentials} hands out (protocol.md 2.2). */
    CREDENTIALS,
    /** A dial, before its 101 (protocol.md 3.2). */
    DIAL,
    /** An open relay connection (protocol.md 3.5, 3.6). */
    STREAM,
    /** The machine's SSH server. */
    SSH,
    /** SFTP of the machine's SSH server. */
    SFTP
}
