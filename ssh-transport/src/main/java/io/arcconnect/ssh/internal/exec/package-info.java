/** A command: the line that a shell is to read, the channel that it runs on, what it leaves behind and how it is ended. */
@NullMarked
package io.arcconnect.ssh.internal.exec;

import org.jspecify.annotations.NullMarked;
