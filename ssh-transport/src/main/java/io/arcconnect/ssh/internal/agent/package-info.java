/** A client of ssh-agent: draft-ietf-sshm-ssh-agent, over a Unix socket or a Windows named pipe. */
@NullMarked
package io.arcconnect.ssh.internal.agent;

import org.jspecify.annotations.NullMarked;
