/** Remote desktop through any session that opens streams: a loopback port and the file that a desktop client opens. */
@NullMarked
package io.arcconnect.rdp;

import org.jspecify.annotations.NullMarked;
