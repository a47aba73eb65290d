/** PowerShell's XML form of what it writes to standard error. */
@NullMarked
package io.arcconnect.ssh.internal.clixml;

import org.jspecify.annotations.NullMarked;
