/** Forwards of ports, in OpenSSH's words. */
@NullMarked
package io.arcconnect.cli.forward;

import org.jspecify.annotations.NullMarked;
