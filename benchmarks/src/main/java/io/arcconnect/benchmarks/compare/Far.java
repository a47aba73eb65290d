package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who enters where the relay is far away; the same without the distance, which tells what the link could do, comes first. */
record Far(Arena arena, Set<Discipline> asked, Path launcher, int roundTrip) {

    List<Contestant> contestants() throws IOException, InterruptedException {
        Set<Discipline> here = EnumSet.noneOf(Discipline.class);
        asked.stream().filter(each -> each.roundTrip() == roundTrip).forEach(here::add);
        List<Contestant> all = new ArrayList<>();
        if (!here.isEmpty()) {
            SshdProcess sshd = arena.sshd("far-" + roundTrip, "");
            Site site = arena.relay(sshd, roundTrip / 2);
            all.addAll(arena.ours(Names.NO_DELAY, Library.ARC, here, arena.relay(sshd, 0), 0));
            ProxyCommand proxy = ProxyCommand.of(site, launcher, "proxied");
            all.add(new OpenSsh(Names.far(Names.PROXIED, roundTrip), here, site, Arena.AES128, 0, Optional.of(proxy)));
            all.addAll(arena.ours(Names.far(Names.ARC, roundTrip), Library.ARC, here, site, 0));
        }
        return all;
    }
}
