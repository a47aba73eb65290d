package io.arcconnect.ssh.internal.shell;

import java.util.Optional;

/**
 * A process on the machine.
 *
 * @param id its number
 * @param leadsGroup whether it leads a process group that is the command's own
 */
public record RemoteProcess(String id, boolean leadsGroup) {

    /**
     * Makes the line that signals it.
     *
     * @param login the shell that gets the line
     * @param signal without SIG
     * @return the line; none where the system has no such signal
     */
    public Optional<String> kill(ShellSyntax login, String signal) {
        if (login == Syntaxes.POSIX) {
            return Optional.of("kill -s " + signal + " -- " + (leadsGroup ? "-" : "") + id);
        }
        // Windows ends processes by force or not at all: those of a console take no other word (taskkill, documented).
        return signal.equals("KILL") ? Optional.of("taskkill /T /F /PID " + id) : Optional.empty();
    }
}
