package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.Scp;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.Transfer;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** Carries files from a machine whose SSH server has no SFTP. */
public final class CarryFilesByScp {

    private CarryFilesByScp() {}

    /**
     * Fetches logs.
     *
     * @param machine a machine with scp
     * @param ssh how to log in
     * @param logs a directory, which is made when it is not there
     * @return what was fetched
     */
    public static Mono<Transfer> logs(ArcMachine machine, Ssh ssh, Path logs) {
        return machine.use(Scp.over(ssh), scp -> scp.downloadTree("/var/log/app", logs));
    }
}
