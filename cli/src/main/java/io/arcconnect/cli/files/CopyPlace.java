package io.arcconnect.cli.files;

import io.arcconnect.ssh.Sftp;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One end of a copy, as scp has it: {@code :path} is on the machine that the options name, {@code machine:path} names it
 * here, and everything else is a path of this computer. A colon behind a slash belongs to the path.
 *
 * @param machine the name before the colon
 * @param isRemote whether it is on the machine
 * @param path there, in the words of SFTP, or here
 */
public record CopyPlace(Optional<String> machine, boolean isRemote, String path) {

    private static final Pattern REMOTE = Pattern.compile("([^/\\\\:]*):(.*)", Pattern.DOTALL);
    private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:([\\\\/].*)?", Pattern.DOTALL);

    /**
     * Reads one.
     *
     * @param typed on the command line
     * @param windows whether this computer has drive letters
     * @return the place
     * @throws IllegalArgumentException when it is neither
     */
    public static CopyPlace parse(String typed, boolean windows) {
        Matcher remote = REMOTE.matcher(typed);
        if (!remote.matches() || (windows && isDrive(typed))) {
            if (typed.isEmpty()) {
                throw new IllegalArgumentException("a path must not be empty; . is this folder");
            }
            return new CopyPlace(Optional.empty(), false, typed);
        }
        String name = remote.group(1);
        if (name.contains("@")) {
            throw new IllegalArgumentException(typed + ": name the user with --local-user");
        }
        if (!name.isEmpty() && !MACHINE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    typed + ": there is no machine of that name; a file of this computer with a colon is ./" + typed);
        }
        return new CopyPlace(Optional.of(name).filter(text -> !text.isEmpty()), true, remotePath(remote.group(2)));
    }

    /** {@return whether a path begins with a drive letter of Windows} */
    public static boolean isDrive(String path) {
        return DRIVE.matcher(path).matches();
    }

    /** {@return the path as SFTP has it: relative ones begin at home, and drives of Windows are below the root} */
    public static String remotePath(String typed) {
        if (isDrive(typed)) {
            return Sftp.windowsPath(typed);
        }
        String path = typed.equals("~") ? "" : typed.startsWith("~/") ? typed.substring(2) : typed;
        return path.isEmpty() ? "." : path;
    }
}
