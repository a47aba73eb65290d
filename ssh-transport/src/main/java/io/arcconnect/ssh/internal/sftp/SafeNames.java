package io.arcconnect.ssh.internal.sftp;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * What a server may name a file that is written on this computer: one name, in this directory. A server that is not what it
 * seems could otherwise have files written anywhere. Pure.
 */
final class SafeNames {

    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private SafeNames() {}

    /** {@return the name} */
    static String checked(String name) throws UnsafeName {
        return checked(name, "\\".equals(FileSystems.getDefault().getSeparator()));
    }

    static String checked(String name, boolean windows) throws UnsafeName {
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.indexOf('\0') >= 0) {
            throw new UnsafeName("the machine names a file \"" + name + "\", which is a way and not a name");
        }
        if (name.indexOf('\uFFFD') >= 0) {
            throw new UnsafeName("the machine names a file \"" + name + "\", which is not UTF-8");
        }
        if (windows && !isNameOnWindows(name)) {
            throw new UnsafeName("the machine names a file \"" + name + "\", which Windows takes for something else");
        }
        return name;
    }

    private static boolean isNameOnWindows(String name) {
        boolean plain = name.chars().noneMatch(c -> c < ' ' || "\\:*?\"<>|".indexOf(c) >= 0);
        String base = name.split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain && !name.endsWith(".") && !name.endsWith(" ") && !DEVICES.contains(base);
    }

    /**
     * Judges a symbolic link. Going up is allowed only at the beginning: behind a name, which may be a link itself, nobody
     * knows where "up" is.
     *
     * @param tree what must not be left
     * @param link where it is made, below directories that are no links
     * @param target what it says
     * @return whether it stays in the tree
     */
    static boolean staysIn(Path tree, Path link, String target) {
        Path path;
        try {
            path = Path.of(target);
        } catch (InvalidPathException impossible) {
            return false;
        }
        Path parent = link.getParent();
        if (target.isEmpty() || path.isAbsolute() || path.getRoot() != null || parent == null) {
            return false;
        }
        boolean named = false;
        for (Path part : path) {
            boolean up = part.toString().equals("..");
            if (up && named) {
                return false;
            }
            named |= !up;
        }
        return parent.resolve(path).normalize().startsWith(tree.normalize());
    }
}
