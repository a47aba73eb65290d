package io.arcconnect.internal.access;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds the sockets at the other ends of our connections in the kernel's tables. */
record SocketOwners(ProcFiles proc) {

    static final String IPV4 = "net/tcp";
    static final String IPV6 = "net/tcp6";

    private static final SocketRow ABSENT = SocketRow.UNCLEAR;

    boolean canTell() {
        return proc.isReadable(IPV4);
    }

    /**
     * Finds the rows of programs, for as many connections as one likes at the price of one. A row counts only while a process
     * has the socket, and while we have the one at our end: the ends of a connection that is over may belong to the next. A
     * table that changes while it is read may leave out a row that was there all the time.
     *
     * @param asked connections as the program sees them
     * @return the rows that count
     */
    Map<Ends, SocketRow> held(Set<Ends> asked) throws IOException {
        Map<Ends, SocketRow> held = new HashMap<>();
        Map<String, SocketRow> rows = read(asked);
        for (Ends ends : asked) {
            SocketRow program = row(ends, rows);
            if (program.isHeld() && row(ends.mirrored(), rows).isHeld()) {
                held.put(ends, program);
            }
        }
        return held;
    }

    private Map<String, SocketRow> read(Set<Ends> asked) throws IOException {
        Set<String> wanted = new HashSet<>();
        for (Ends ends : asked) {
            wanted.addAll(ends.texts());
            wanted.addAll(ends.mirrored().texts());
        }
        Map<String, SocketRow> rows = new HashMap<>();
        read(IPV4, wanted, rows);
        // A kernel without IPv6 has no such table.
        if (proc.isReadable(IPV6)) {
            read(IPV6, wanted, rows);
        }
        return rows;
    }

    private void read(String table, Set<String> wanted, Map<String, SocketRow> rows) throws IOException {
        try (InputStream in = proc.open(table)) {
            SocketTable.find(in, wanted, rows);
        }
    }

    private static SocketRow row(Ends ends, Map<String, SocketRow> rows) {
        return ends.texts().stream()
                .map(rows::get)
                .filter(Objects::nonNull)
                .reduce(SocketRow::merge)
                .orElse(ABSENT);
    }
}
