package io.arcconnect.ssh.internal.scp;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Permissions as nine bits: owner, group, others; read, write, execute. Pure. */
final class Modes {

    private static final int FIRST = 0400;

    /** In the order of the bits, which is that of their declaration. */
    private static final List<PosixFilePermission> ALL = List.of(PosixFilePermission.values());

    private Modes() {}

    static int of(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (int bit = 0; bit < ALL.size(); bit++) {
            mode |= permissions.contains(ALL.get(bit)) ? FIRST >> bit : 0;
        }
        return mode;
    }

    /** {@return the permissions, without the bits that lend the owner's rights to whoever runs it} */
    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> some = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < ALL.size(); bit++) {
            if ((mode & (FIRST >> bit)) != 0) {
                some.add(ALL.get(bit));
            }
        }
        return some;
    }
}
