/** Remote desktop through any session that opens streams: a loopback port, the file that leads to it, and the client that opens it. */
@NullMarked
package io.arcconnect.rdp;

import org.jspecify.annotations.NullMarked;
