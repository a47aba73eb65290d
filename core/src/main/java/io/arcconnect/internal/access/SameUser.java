package io.arcconnect.internal.access;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks whether connections are of the user that we are. */
record SameUser(SocketOwners sockets, OwnUser own) implements Look {

    @Override
    public Map<Ends, Finding> at(Set<Ends> asked) throws IOException {
        if (!sockets.canTell()) {
            return Look.all(asked, Finding.cannotTell("/proc/" + SocketOwners.IPV4 + " cannot be read"));
        }
        OptionalLong us = own.uid();
        if (us.isEmpty()) {
            return Look.all(
                    asked, Finding.notOurs("this program's user has no number of its own in this user namespace"));
        }
        Map<Ends, SocketRow> rows = sockets.held(asked);
        Map<Ends, Finding> findings = new HashMap<>();
        asked.forEach(ends -> findings.put(ends, judge(rows.get(ends), us.getAsLong())));
        return findings;
    }

    private static Finding judge(@Nullable SocketRow row, long us) {
        if (row == null) {
            return Look.NOBODYS;
        }
        return row.uid() == us
                ? Finding.OURS
                : Finding.notOurs("it is of the user with the number " + row.uid() + ", not of " + us);
    }
}
