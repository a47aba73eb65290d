package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.ssh.Ssh;
import reactor.core.publisher.Mono;

/** Finds the one thing to mend on the way to a machine. */
public final class SayWhatIsWrong {

    private SayWhatIsWrong() {}

    /**
     * Goes the whole way, the login included, and writes nothing.
     *
     * @param machine which
     * @param ssh how one would log in
     * @return the fix, or that there is none
     */
    public static Mono<String> between(ArcMachine machine, Ssh ssh) {
        Mono<Diagnosis> diagnosis = machine.diagnose(ssh);
        return diagnosis.map(found -> found.fix().orElse("nothing is wrong"));
    }
}
