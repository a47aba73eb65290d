package io.arcconnect.internal.access;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks whose connections are, many at a time. It blocks. */
@FunctionalInterface
interface Look {

    /**
     * The program has closed its end, or is behind another network namespace or an address translation; or the connection was
     * overlooked, which another look tells.
     */
    Finding NOBODYS = Finding.notOurs("no process of this computer has its other end");

    /**
     * Looks.
     *
     * @param asked connections as the program sees them
     * @return a finding for each
     */
    Map<Ends, Finding> at(Set<Ends> asked) throws IOException;

    /** The same for all. */
    static Map<Ends, Finding> all(Set<Ends> asked, Finding finding) {
        return asked.stream().collect(Collectors.toMap(Function.identity(), ends -> finding));
    }
}
