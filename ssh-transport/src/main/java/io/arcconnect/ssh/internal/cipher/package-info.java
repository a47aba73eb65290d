/** Ciphers of SSH that the JDK has the parts for: bytes in, bytes out. */
@NullMarked
package io.arcconnect.ssh.internal.cipher;

import org.jspecify.annotations.NullMarked;
