/** SSH over the relay, in-process: {@link io.arcconnect.ssh.Ssh} describes a session, {@link io.arcconnect.ssh.SshSession} is one. */
@NullMarked
package io.arcconnect.ssh;

import org.jspecify.annotations.NullMarked;
