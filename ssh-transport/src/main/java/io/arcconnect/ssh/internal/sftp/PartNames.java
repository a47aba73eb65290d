package io.arcconnect.ssh.internal.sftp;

import java.util.concurrent.ThreadLocalRandom;

/** What a file is called until it is complete: beside its place, so that renaming stays on one file system. Pure but for chance. */
final class PartNames {

    private static final int LONGEST_NAME = 200;

    private PartNames() {}

    /** {@return a name that nobody else uses, or always the same one for a transfer that may be resumed} */
    static String of(String name, boolean resume) {
        String middle = resume
                ? "arcconnect"
                : Long.toHexString(ThreadLocalRandom.current().nextLong());
        return "." + shortened(name) + "." + middle + ".part";
    }

    /** As {@link #of}, for the last part of a server's path. */
    static String beside(String path, boolean resume) {
        int slash = path.lastIndexOf('/');
        return path.substring(0, slash + 1) + of(path.substring(slash + 1), resume);
    }

    /** Names have 255 bytes at most on every system that matters. */
    private static String shortened(String name) {
        return name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= LONGEST_NAME
                ? name
                : Integer.toHexString(name.hashCode());
    }
}
