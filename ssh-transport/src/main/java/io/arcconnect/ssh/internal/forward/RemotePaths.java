package io.arcconnect.ssh.internal.forward;

import java.util.Objects;

/** Paths of Unix sockets on a machine. */
public final class RemotePaths {

    private RemotePaths() {}

    /** {@return the path, if it is one} */
    public static String check(String path) {
        if (!Objects.requireNonNull(path, "path").startsWith("/") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the path of a socket must be absolute, got \"" + path + '"');
        }
        return path;
    }
}
