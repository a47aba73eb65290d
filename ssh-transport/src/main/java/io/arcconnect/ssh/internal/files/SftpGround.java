package io.arcconnect.ssh.internal.files;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.ssh.internal.ground.Endings;
import io.arcconnect.ssh.internal.ground.SessionGround;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * What SFTP stands on.
 *
 * @param stream opens the subsystem; of our own sessions, without a change of threads per chunk
 * @param delivery where the user's code is called
 * @param threads where files of this computer are touched
 * @param endings what the session's close waits for
 * @param failures makes errors that name the machine
 * @param reports begins a report for whoever subscribed
 */
public record SftpGround(
        Mono<DuplexStream> stream,
        Scheduler delivery,
        Scheduler threads,
        Endings endings,
        SftpFailures failures,
        Function<ContextView, Reports> reports) {

    private static final String SUBSYSTEM = "sftp";

    static boolean isImmediate(Scheduler scheduler) {
        return scheduler == Schedulers.immediate();
    }

    /** Begins the report of an action. */
    interface Reports {

        Optional<ActionReport> begin(String kind, String path);
    }

    public static SftpGround of(SshSession session) {
        return SessionGround.of(session)
                .map(ours -> new SftpGround(
                        ours.subsystem().apply(SUBSYSTEM),
                        ours.delivery(),
                        ours.threads(),
                        ours.endings(),
                        new SftpFailures(Optional.of(ours.machine())),
                        context -> (kind, path) -> Optional.of(ours.report().reaching(context, kind, path))))
                .orElseGet(() -> new SftpGround(
                        session.openSubsystem(SUBSYSTEM),
                        Schedulers.boundedElastic(),
                        Schedulers.boundedElastic(),
                        new Endings(),
                        new SftpFailures(Optional.empty()),
                        context -> (kind, path) -> Optional.empty()));
    }
}
