package io.arcconnect.ssh.internal.scp;

import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which names that a machine sends may become names of this computer. Pure. */
final class LocalNames {

    /** Characters, endings and devices that mean something else on Windows than a name. */
    private static final Pattern NOT_ON_WINDOWS = Pattern.compile(
            ".*[\\\\/:*?\"<>|\\x00-\\x1f].*|.*[. ]|(?i:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?",
            Pattern.DOTALL);

    private LocalNames() {}

    /** {@return the place of a name in a folder, which is in that folder and nowhere else} */
    static Path in(Path folder, String name) throws UnsafeName {
        boolean isWindows = folder.getFileSystem().getSeparator().equals("\\");
        if (!isSafe(name, isWindows)) {
            throw new UnsafeName("the machine sent the name \"" + name + '"');
        }
        FileSystem files = folder.getFileSystem();
        try {
            Path only = files.getPath(name);
            if (only.isAbsolute() || only.getNameCount() != 1) {
                throw new UnsafeName("the machine sent the name \"" + name + '"');
            }
            return folder.resolve(only);
        } catch (InvalidPathException e) {
            throw new UnsafeName("the machine sent a name that this computer cannot have: \"" + name + '"');
        }
    }

    static boolean isSafe(String name, boolean isWindows) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\0') < 0
                && !(isWindows && NOT_ON_WINDOWS.matcher(name).matches());
    }
}
