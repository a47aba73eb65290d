package io.arcconnect.ssh.internal.shell;

/** The shells whose language is known here. */
public final class Syntaxes {

    /** bash, dash, busybox and their like. */
    public static final ShellSyntax POSIX = new PosixSyntax();

    /** cmd.exe. */
    public static final ShellSyntax CMD = new CmdSyntax();

    /** powershell.exe, 5.1. */
    public static final ShellSyntax WINDOWS_POWERSHELL = new PowerShellSyntax("powershell.exe", true);

    /** pwsh, 7 and newer. */
    public static final ShellSyntax PWSH = new PowerShellSyntax("pwsh", false);

    private Syntaxes() {}
}
