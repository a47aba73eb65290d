package io.arcconnect.internal.access;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether connections are of one process or of those that it started.
 *
 * @param name of the process, for people
 * @param members the ids of those that run now; empty once the process has ended
 */
record OneFamily(SocketOwners sockets, HeldSockets held, String name, Supplier<List<Long>> members) implements Look {

    @Override
    public Map<Ends, Finding> at(Set<Ends> asked) throws IOException {
        if (!sockets.canTell()) {
            return Look.all(asked, Finding.notOurs("/proc/" + SocketOwners.IPV4 + " cannot be read"));
        }
        Map<Ends, SocketRow> rows = sockets.held(asked);
        Set<Long> wanted = rows.values().stream().map(SocketRow::inode).collect(Collectors.toSet());
        List<Long> pids = wanted.isEmpty() ? List.of() : members.get();
        HeldSockets.Answer answer = held.by(pids, wanted);
        Map<Ends, Finding> findings = new HashMap<>();
        asked.forEach(ends -> findings.put(ends, judge(rows.get(ends), pids, answer)));
        return findings;
    }

    private Finding judge(@Nullable SocketRow row, List<Long> pids, HeldSockets.Answer answer) {
        if (row == null) {
            return Look.NOBODYS;
        }
        if (answer.found().contains(row.inode())) {
            return Finding.OURS;
        }
        if (pids.isEmpty()) {
            return Finding.notOurs(name + " has ended, or is hidden from this program");
        }
        return Finding.notOurs("it is neither of " + name + " nor of a process that it started"
                + (answer.isWhole() ? "" : ", as far as this program may look"));
    }
}
