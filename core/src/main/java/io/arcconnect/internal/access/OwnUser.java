package io.arcconnect.internal.access;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * The user that this process makes sockets as, as a number. The owner of {@code /proc/self} is not it: that is root for a
 * process that may not be looked into (proc(5), "dumpable").
 *
 * @param proc where to look
 */
record OwnUser(ProcFiles proc) {

    static final String STATUS = "self/status";

    private static final String MAP = "self/uid_map";
    private static final String OVERFLOW = "sys/kernel/overflowuid";

    /** proc(5): "Uid: real, effective, saved set, and filesystem"; the last is a new socket's. */
    private static final int FILE_SYSTEM_UID = 4;

    /** All users there are (user_namespaces(7)), which is when nobody is unknown. */
    private static final long ALL = 4_294_967_295L;

    /**
     * The number; empty when it is the one that stands for every user whom this user namespace does not know, so that it
     * identifies nobody.
     */
    OptionalLong uid() throws IOException {
        long uid = proc.lines(STATUS).stream()
                .filter(line -> line.startsWith("Uid:"))
                .findFirst()
                .map(line -> Long.parseLong(line.split("\\s+", -1)[FILE_SYSTEM_UID]))
                .orElseThrow(() -> new IOException(STATUS + " does not tell the user"));
        return uid == overflow() && !knowsAll() ? OptionalLong.empty() : OptionalLong.of(uid);
    }

    private long overflow() throws IOException {
        return Long.parseLong(proc.lines(OVERFLOW).get(0).trim());
    }

    private boolean knowsAll() throws IOException {
        // A kernel without user namespaces has no such file.
        if (!proc.isReadable(MAP)) {
            return true;
        }
        List<String> ranges = proc.lines(MAP);
        return ranges.size() == 1 && ranges.get(0).trim().endsWith(" " + ALL);
    }
}
