package portal;

import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.OutputLimit;
import io.arcconnect.ssh.SshPool;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Runs one command for one request. */
@Component
class Commands {

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final OutputLimit KEPT = OutputLimit.headAndTail(256 * 1024, 256 * 1024);

    private final People people;
    private final SshPool sessions;

    Commands(People people, SshPool sessions) {
        this.people = people;
        this.sessions = sessions;
    }

    /**
     * The deadline counts from the request on, waits for the machine included. When it has passed, or when the client goes,
     * the subscription is cancelled, and that ends the command: {@code Exec.timeout} lets it end with its whole process group.
     */
    Flux<ExecLine> run(String person, MachineId machine, String command, Duration deadline) {
        Exec exec = Exec.command(command).timeout(deadline).keep(KEPT);
        Flux<ExecLine> result = people.as(
                        person,
                        arc -> arc.machine(machine)
                                .use(sessions, session -> session.exec(exec))
                                .map(ExecLine::of)
                                .flux())
                .timeout(deadline)
                .onErrorResume(failure -> Flux.just(ExecLine.failed(failure)));
        return result.mergeWith(heartbeat()).takeUntil(ExecLine::isLast);
    }

    /** A servlet container notices that a client has gone only when it writes, so there must be something to write. */
    private static Flux<ExecLine> heartbeat() {
        return Flux.interval(HEARTBEAT).onBackpressureDrop().map(second -> ExecLine.running());
    }
}
