/** Sessions that stay open between uses and are shared by several users; any {@code SshSession} will do. */
@NullMarked
package io.arcconnect.ssh.internal.pool;

import org.jspecify.annotations.NullMarked;
