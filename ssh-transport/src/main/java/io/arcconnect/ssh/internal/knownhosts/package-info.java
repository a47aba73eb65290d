/** Files in OpenSSH's known-hosts format, and the keys in them. Knows the JDK only. */
@NullMarked
package io.arcconnect.ssh.internal.knownhosts;

import org.jspecify.annotations.NullMarked;
