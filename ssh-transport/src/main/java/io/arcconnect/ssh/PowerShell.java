package io.arcconnect.ssh;

/** Commands whose results are PowerShell objects. Not run against Windows: tests decode what is sent. */
public final class PowerShell {

    private static final int DEFAULT_DEPTH = 4;
    private static final int DEEPEST = 100;

    private PowerShell() {}

    /**
     * Runs a script whose objects come as JSON, 4 levels deep.
     *
     * @param shell {@link RemoteShell#WINDOWS_POWERSHELL} or {@link RemoteShell#PWSH}
     * @param script such as {@code Get-Service | Select-Object Name, Status}
     * @return as {@link #json(RemoteShell, String, int)}
     */
    public static Exec json(RemoteShell shell, String script) {
        return json(shell, script, DEFAULT_DEPTH);
    }

    /**
     * Runs a script whose objects come as JSON. The first error that is not handled ends it, with status 1.
     *
     * @param shell {@link RemoteShell#WINDOWS_POWERSHELL} or {@link RemoteShell#PWSH}
     * @param script what makes the objects; what it writes elsewhere, as {@code Write-Host} does, spoils the JSON
     * @param depth levels of properties within properties that are kept, 1 to 100; a level deeper is a text
     * @return a command whose standard output is one JSON array in UTF-8, of as many elements as there are objects
     * @throws IllegalArgumentException for another shell, and when the depth is out of range
     */
    public static Exec json(RemoteShell shell, String script, int depth) {
        if (shell != RemoteShell.WINDOWS_POWERSHELL && shell != RemoteShell.PWSH) {
            throw new IllegalArgumentException(shell + " has no objects");
        }
        if (depth < 1 || depth > DEEPEST) {
            throw new IllegalArgumentException("depth must be 1 to " + DEEPEST + ", got " + depth);
        }
        // InputObject, because the pipe would make no array of a single object and nothing of none.
        return Exec.script(
                shell,
                "$ErrorActionPreference='Stop'\n$arcObjects=@(& {\n" + script
                        + "\n})\nConvertTo-Json -InputObject $arcObjects -Depth " + depth + " -Compress");
    }
}
