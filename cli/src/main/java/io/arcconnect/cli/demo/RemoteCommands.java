package io.arcconnect.cli.demo;

/**
 * What the demo runs on a machine.
 *
 * @param greet writes a line to stdout and succeeds
 * @param fail writes a line to stdout, one to stderr, and ends with status 7
 * @param copy copies stdin to stdout, byte for byte
 */
record RemoteCommands(String greet, String fail, String copy) {

    /** For a POSIX shell. */
    static RemoteCommands posix() {
        return new RemoteCommands("uname -sr", "echo fine; echo wrong >&2; exit 7", "cat");
    }

    /** For Windows, whatever its default shell is. */
    static RemoteCommands windows() {
        return new RemoteCommands(
                "cmd /c ver",
                "cmd /c \"echo fine& echo wrong>&2& exit 7\"",
                "powershell -NoProfile -NonInteractive -Command \"$i=[Console]::OpenStandardInput();"
                        + "$o=[Console]::OpenStandardOutput();$i.CopyTo($o);$o.Flush()\"");
    }
}
