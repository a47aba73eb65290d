package io.arcconnect.ssh.internal.agent;

import java.nio.ByteBuffer;

/**
 * A key that an agent holds.
 *
 * @param blob the public key or certificate on the wire; read-only
 * @param comment what its owner calls it
 */
public record AgentIdentity(ByteBuffer blob, String comment) {}
