/** Keys and certificates that a login proves to have: read from files, held in memory, or kept by an agent. */
@NullMarked
package io.arcconnect.ssh.internal.keys;

import org.jspecify.annotations.NullMarked;
