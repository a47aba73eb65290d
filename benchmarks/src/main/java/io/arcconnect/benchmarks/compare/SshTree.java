package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A directory of small files by a program of OpenSSH, straight to the server.
 *
 * @param name for the table
 * @param site what it connects to
 * @param isScp whether by scp, else by sftp
 */
record SshTree(String name, Site site, boolean isScp) implements Contestant {

    @Override
    public boolean enters(Discipline discipline) {
        return discipline.isTree();
    }

    @Override
    public Reading compete(Discipline discipline, int amount) throws IOException, InterruptedException {
        Path source = Payload.tree(site, amount);
        Payload.clear(site);
        String options = OpenSsh.options(site, Arena.AES128);
        String user = site.user() + "@127.0.0.1";
        boolean up = discipline.isUpload();
        Path target = up ? Payload.there(site) : Payload.back(site);
        String line = isScp
                ? "scp -q -r" + options + (up ? source + " " + user + ":" + target : user + ":" + source + " " + target)
                : "echo '" + (up ? "put" : "get") + " -r " + source + " " + target + "' | sftp -q -b -" + options
                        + user;
        TimedScript script = TimedScript.run(line + " >/dev/null");
        Payload.check(discipline, site, amount);
        return new Reading(amount, script.wallSeconds(), script.cpuSeconds());
    }

    @Override
    public void close() {
        // nothing stays open
    }
}
