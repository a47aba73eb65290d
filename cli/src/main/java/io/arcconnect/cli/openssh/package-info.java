/** What OpenSSH's own programs are given: a pipe to a machine, a configuration, a certificate. */
@NullMarked
package io.arcconnect.cli.openssh;

import org.jspecify.annotations.NullMarked;
