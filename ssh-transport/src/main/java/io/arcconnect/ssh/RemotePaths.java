package io.arcconnect.ssh;

import java.util.Objects;

/** Paths of Unix sockets on a machine. */
final class RemotePaths {

    private RemotePaths() {}

    /** {@return the path, if it is one} */
    static String check(String path) {
        if (!Objects.requireNonNull(path, "path").startsWith("/") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the path of a socket must be absolute, got \"" + path + '"');
        }
        return path;
    }
}
