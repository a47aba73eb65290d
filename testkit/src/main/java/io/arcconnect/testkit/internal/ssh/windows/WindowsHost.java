package io.arcconnect.testkit.internal.ssh.windows;

import io.arcconnect.testkit.internal.Unanswered;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The machine that programs find themselves on.
 *
 * @param name of the computer
 * @param codePage in which programs write, until somebody says {@code chcp}
 * @param files what drive C holds
 * @param unanswered is told of programs that are not emulated
 * @param processes what runs
 */
record WindowsHost(
        String name, Charset codePage, Optional<Path> files, Unanswered unanswered, WindowsProcesses processes) {

    /** The variables of a user's first process, in any case (documented). */
    Map<String, String> environment(String user) {
        Map<String, String> variables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        variables.put("COMPUTERNAME", computer());
        variables.put("ComSpec", "C:\\Windows\\system32\\cmd.exe");
        variables.put("OS", "Windows_NT");
        variables.put("SystemDrive", "C:");
        variables.put("SystemRoot", "C:\\Windows");
        variables.put("USERNAME", user);
        variables.put("USERPROFILE", home(user));
        return variables;
    }

    /** At most 15 characters, in capitals: the NetBIOS name (documented). */
    String computer() {
        return name.substring(0, Math.min(name.length(), 15)).toUpperCase(Locale.ROOT);
    }

    String home(String user) {
        return "C:\\Users\\" + user;
    }

    String account(String user) {
        return (computer() + "\\" + user).toLowerCase(Locale.ROOT);
    }

    /** Where a file of drive C is on this computer; empty for other drives, and for paths that leave it. */
    Optional<Path> file(String path) {
        String below = path.replace('\\', '/');
        if (files.isEmpty() || !below.matches("[Cc]:(/.*)?")) {
            return Optional.empty();
        }
        Path root = files.get().toAbsolutePath().normalize();
        return Optional.of(
                        root.resolve(below.substring(2).replaceFirst("^/+", "")).normalize())
                .filter(file -> file.startsWith(root));
    }
}
