package io.arcconnect.ssh.internal.exec;

import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.internal.shell.ShellSyntax;
import io.arcconnect.ssh.internal.shell.Syntaxes;

/** How each shell reads a line. */
public final class Languages {

    private Languages() {}

    /** {@return a shell's language} */
    public static ShellSyntax of(RemoteShell shell) {
        return switch (shell) {
            case POSIX -> Syntaxes.POSIX;
            case CMD -> Syntaxes.CMD;
            case WINDOWS_POWERSHELL -> Syntaxes.WINDOWS_POWERSHELL;
            case PWSH -> Syntaxes.PWSH;
        };
    }
}
