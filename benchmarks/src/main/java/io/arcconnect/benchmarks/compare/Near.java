package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who enters where the machine is as near as it gets. */
record Near(Arena arena, Set<Discipline> asked, Path launcher) {

    private static final Set<Discipline> EXEC = EnumSet.of(Discipline.EXEC_DOWN, Discipline.EXEC_UP);
    private static final Set<Discipline> OTHERS = EnumSet.of(
            Discipline.EXEC_DOWN, Discipline.EXEC_UP, Discipline.SFTP_GET, Discipline.SFTP_PUT, Discipline.CONNECT);

    private static final EnumSet<Discipline> TREES = EnumSet.of(Discipline.SMALL_FILES_DOWN, Discipline.SMALL_FILES_UP);

    List<Contestant> contestants() throws IOException, InterruptedException {
        Site site = arena.relay(arena.sshd("near", ""), 0);
        Set<Discipline> programs = Arena.both(asked, EnumSet.complementOf(TREES));
        int target = asked.stream().anyMatch(Discipline::isThroughPort) ? arena.target() : 0;
        Set<Discipline> exec = Arena.both(asked, EXEC);
        List<Contestant> all = new ArrayList<>();
        all.add(new OpenSsh(Names.SSH, programs, site, Arena.AES128, target, Optional.empty()));
        if (!exec.isEmpty()) {
            all.add(new OpenSsh("ssh, direct, aes256-gcm", exec, site, "aes256-gcm@openssh.com", 0, Optional.empty()));
            all.add(new OpenSsh("ssh, direct, chacha20", exec, site, Arena.CHACHA, 0, Optional.empty()));
        }
        ProxyCommand proxy = ProxyCommand.of(site, launcher, "proxied");
        all.add(new OpenSsh(Names.PROXIED, programs, site, Arena.AES128, target, Optional.of(proxy)));
        all.add(new SshTree("sftp -r, direct", site, false));
        all.add(new SshTree("scp -r, direct", site, true));
        if (asked.contains(Discipline.SECOND)) {
            all.add(new Fork());
        }
        if (asked.contains(Discipline.COLD)) {
            all.add(new ColdCommand("./arcconnect exec, relay", launcher.toString(), site, proxy.environment()));
            Path jar = launcher.resolveSibling("cli/target/arcconnect.jar");
            all.add(new ColdCommand("java -jar, no archive, relay", "java -jar " + jar, site, proxy.environment()));
        }
        all.addAll(arena.ours(Names.ARC, Library.ARC, Arena.without(asked, Discipline.COLD), site, target));
        all.addAll(arena.ours(Names.EVENT_LOOP, Library.ARC_LOOP, exec, site, 0));
        Set<Discipline> others = Arena.both(asked, OTHERS);
        all.addAll(arena.other("MINA, direct", Library.MINA_AES, others, site));
        all.addAll(arena.other("MINA, direct, its own choice of cipher", Library.MINA, exec, site));
        all.addAll(arena.other("sshj, direct", Library.SSHJ, others, site));
        all.addAll(arena.other("jsch, direct", Library.JSCH, others, site));
        return all;
    }
}
