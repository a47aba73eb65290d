/** A shell in a terminal as users have it: typed into, recorded, and closing the session that was opened for it. */
@NullMarked
package io.arcconnect.ssh.internal.terminal;

import org.jspecify.annotations.NullMarked;
