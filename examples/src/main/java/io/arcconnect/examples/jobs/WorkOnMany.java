package io.arcconnect.examples.jobs;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.Outcome;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Ssh;
import java.time.Duration;
import reactor.core.publisher.Flux;

/** Does the same on many machines, carefully. */
public final class WorkOnMany {

    private WorkOnMany() {}

    /**
     * Runs a command everywhere: on one machine first, then on 16 at a time, and no further once ten have failed.
     *
     * @param arc whose caller may reach the machines
     * @param machines which, in order
     * @param ssh how to log in
     * @param command what to run; another exit status than 0 is a failure
     * @return a line for each machine, as they come
     */
    public static Flux<String> run(ArcConnect arc, Flux<ArcMachine> machines, Ssh ssh, String command) {
        Flux<Outcome<ExecResult>> outcomes = arc.fleet(machines)
                .concurrency(16)
                .timeout(Duration.ofMinutes(2))
                .canary(1)
                .stopAfter(10)
                .use(ssh, session -> session.exec(command).map(ExecResult::orThrow));
        return outcomes.map(outcome -> outcome.isDone()
                ? outcome.machine().name() + ": " + outcome.orThrow().stdout().strip()
                : outcome.toString());
    }
}
