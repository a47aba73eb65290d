/** The server's side of SOCKS, over any stream: knows neither SSH nor sockets. */
@NullMarked
package io.arcconnect.ssh.internal.socks;

import org.jspecify.annotations.NullMarked;
