package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Our command from a shell, JVM and all. */
final class ColdCommand implements Contestant {

    private final String name;
    private final String line;

    /**
     * Makes one.
     *
     * @param name for the table
     * @param command how the command is started
     * @param site what it connects to
     * @param environment what it needs, as a line of shell
     */
    ColdCommand(String name, String command, Site site, String environment) throws IOException {
        this.name = name;
        Path known = site.directory().resolve("known_hosts_of_the_command");
        String[] key = Files.readString(site.directory().resolve("host.pub")).split(" ", -1);
        Files.writeString(known, site.machineId().key() + " " + key[0] + " " + key[1].strip() + "\n");
        this.line = environment + "; "
                + OpenSsh.repeated(
                        command + " exec --resource-id '" + site.machine() + "' --local-user " + site.user()
                                + " --private-key-file " + site.userKey() + " --known-hosts " + known
                                + " true </dev/null",
                        Contest.COLD_STARTS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean enters(Discipline discipline) {
        return discipline == Discipline.COLD;
    }

    @Override
    public Reading compete(Discipline discipline, int amount) throws IOException, InterruptedException {
        TimedScript script = TimedScript.run(line);
        return new Reading(amount, script.wallSeconds(), script.cpuSeconds());
    }

    @Override
    public void close() {}
}
