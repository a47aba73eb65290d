package io.arcconnect.ssh.internal.exec;

import io.arcconnect.ssh.RemoteShell;
import java.util.Locale;
import java.util.Optional;

/**
 * The shell that commands are written for.
 *
 * @param shell which
 * @param isKnown whether somebody said so, or the server is one that runs such a shell; else nothing is put before a command
 *     that would work without it, because a switch or a test's server may have no shell at all
 */
record LoginShell(RemoteShell shell, boolean isKnown) {

    /**
     * Judges by what the server calls itself (RFC 4253, section 4.2): {@code OpenSSH_for_Windows_9.5} (protocol.md 2) has cmd,
     * unless somebody changed that.
     *
     * @param stated what the user says
     * @param server the server's identification
     * @return the shell
     */
    static LoginShell of(Optional<RemoteShell> stated, String server) {
        String name = server.toLowerCase(Locale.ROOT);
        boolean isWindows = name.contains("windows");
        return new LoginShell(
                stated.orElse(isWindows ? RemoteShell.CMD : RemoteShell.POSIX),
                stated.isPresent() || isWindows || name.contains("openssh") || name.contains("dropbear"));
    }
}
