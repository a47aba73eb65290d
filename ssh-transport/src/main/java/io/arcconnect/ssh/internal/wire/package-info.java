/** The data types of SSH on the wire (RFC 4251, section 5), read and written without any library. */
@NullMarked
package io.arcconnect.ssh.internal.wire;

import org.jspecify.annotations.NullMarked;
