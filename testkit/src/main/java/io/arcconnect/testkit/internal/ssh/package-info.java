/** The embedded SSH server, on Apache MINA SSHD. */
@NullMarked
package io.arcconnect.testkit.internal.ssh;

import org.jspecify.annotations.NullMarked;
