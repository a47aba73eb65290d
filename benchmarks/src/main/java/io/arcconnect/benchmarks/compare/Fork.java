package io.arcconnect.benchmarks.compare;

import java.io.IOException;

/** What a server cannot do without for a command: a process with the login shell, here without any SSH. */
record Fork() implements Contestant {

    @Override
    public String name() {
        return Names.FORK;
    }

    @Override
    public boolean enters(Discipline discipline) {
        return discipline == Discipline.SECOND;
    }

    @Override
    public Reading compete(Discipline discipline, int amount) throws IOException, InterruptedException {
        TimedScript script = TimedScript.run(OpenSsh.repeated("\"${SHELL:-/bin/sh}\" -c true </dev/null", amount));
        return new Reading(amount, script.wallSeconds(), script.cpuSeconds());
    }

    @Override
    public void close() {}
}
