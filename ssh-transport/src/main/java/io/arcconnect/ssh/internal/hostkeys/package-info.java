/** Whether a machine's key is believed: checks, first contacts, and the order in which a login asks them. Knows no MINA. */
@NullMarked
package io.arcconnect.ssh.internal.hostkeys;

import org.jspecify.annotations.NullMarked;
