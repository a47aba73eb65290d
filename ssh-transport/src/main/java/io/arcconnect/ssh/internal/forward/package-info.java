/** Ports forwarded over a session: where each connection goes, and what the machine listens on. Knows no MINA. */
@NullMarked
package io.arcconnect.ssh.internal.forward;

import org.jspecify.annotations.NullMarked;
