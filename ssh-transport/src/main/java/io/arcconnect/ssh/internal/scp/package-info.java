/** The protocol that {@code scp -t} and {@code scp -f} speak, and this computer's files at its end; knows no SSH. */
@NullMarked
package io.arcconnect.ssh.internal.scp;

import org.jspecify.annotations.NullMarked;
