/** The embedded SSH server's Windows: cmd, PowerShell and paths, as far as the documents of Microsoft say it. */
@NullMarked
package io.arcconnect.testkit.internal.ssh.windows;

import org.jspecify.annotations.NullMarked;
