package io.arcconnect.ssh.internal.sftp;

import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * What every part of a transfer works with.
 *
 * @param files the server's
 * @param threads where this computer's files are touched; may block
 * @param plan how
 * @param meter counts
 * @param digest computes SHA-256 on the machine, where it can
 */
public record Carrier(RemoteFiles files, Scheduler threads, TransferPlan plan, Meter meter, RemoteDigest digest) {

    <T> Mono<T> local(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(threads);
    }

    Mono<Void> locally(LocalWork work) {
        return Mono.<Void>fromCallable(() -> {
                    work.run();
                    return null;
                })
                .subscribeOn(threads);
    }

    /** Touches files of this computer. */
    interface LocalWork {

        void run() throws Exception;
    }
}
