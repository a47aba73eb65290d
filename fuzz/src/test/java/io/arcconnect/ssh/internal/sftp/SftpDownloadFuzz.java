package io.arcconnect.ssh.internal.sftp;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import io.arcconnect.fuzz.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.scheduler.Schedulers;

/**
 * A recursive download from a server that invents its tree: nothing is written outside of the target, no link leads out of
 * it, and what is refused is refused with a reason.
 */
public final class SftpDownloadFuzz {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private SftpDownloadFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        boolean keep = in.flag();
        boolean isResumed = in.flag();
        try (Scratch scratch = Scratch.create()) {
            InventingServer server = new InventingServer(in);
            Path target = scratch.resolve("target");
            SftpChannel channel = SftpChannel.over(server.stream(), LIMIT).block(LIMIT);
            RemoteFiles files = new RemoteFiles(channel, 64 * 1024);
            Carrier carrier = new Carrier(
                    files,
                    // In this thread: the same bytes must do the same.
                    Schedulers.immediate(),
                    new TransferPlan(false, isResumed, keep, false, true, false, 1),
                    new Meter((file, fileBytes, fileSize, meter) -> {}),
                    RemoteDigest.NONE);
            try {
                new TreeDownload(carrier, "/src", target).run().block(LIMIT);
            } catch (RuntimeException refused) {
                Throwable cause = refused.getCause() == null ? refused : refused.getCause();
                Check.that(cause instanceof IOException, "a reason: " + cause);
                Check.that(!(cause instanceof TimeoutException), "an end");
            } finally {
                channel.close().block(LIMIT);
            }
            scratch.checkNothingElse("target");
        }
    }
}
