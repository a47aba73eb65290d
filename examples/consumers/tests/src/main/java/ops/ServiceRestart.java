package ops;

import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.Protocol;
import io.arcconnect.ssh.SshSession;
import reactor.core.publisher.Mono;

/** The code under test: restarts a service and says in a word what became of it. */
public final class ServiceRestart {

    private final Protocol<SshSession> ssh;

    /** How to log in is given from outside, so that a test may give something else. */
    public ServiceRestart(Protocol<SshSession> ssh) {
        this.ssh = ssh;
    }

    public Mono<String> on(ArcMachine machine) {
        return machine.use(ssh, session -> session.exec("systemctl restart web"))
                .map(result -> result.isSuccess()
                        ? "restarted"
                        : "refused: " + result.stderr().strip())
                .onErrorResume(ArcConnectException.class, failure -> Mono.just(verdict(failure)));
    }

    /** A restart that may have happened must not be repeated unseen. */
    private static String verdict(ArcConnectException failure) {
        String code = failure.reason().code();
        return code.equals("ssh.outcome_unknown") ? "look at it" : "not reached: " + code;
    }
}
