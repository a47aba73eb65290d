package io.arcconnect.ssh;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.ssh.internal.sftp.Carrier;
import io.arcconnect.ssh.internal.sftp.FileDownload;
import io.arcconnect.ssh.internal.sftp.FileUpload;
import io.arcconnect.ssh.internal.sftp.Meter;
import io.arcconnect.ssh.internal.sftp.RemoteDigest;
import io.arcconnect.ssh.internal.sftp.RemoteFiles;
import io.arcconnect.ssh.internal.sftp.TransferPlan;
import io.arcconnect.ssh.internal.sftp.TreeDownload;
import io.arcconnect.ssh.internal.sftp.TreeUpload;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Transfers of a client: the user's options in, progress, report and result out. */
final class SftpTransfers {

    private final RemoteFiles files;
    private final SftpGround ground;
    private final SftpFace face;
    private final RemoteDigest digest;

    SftpTransfers(RemoteFiles files, SftpGround ground, SftpFace face, RemoteDigest digest) {
        this.files = files;
        this.ground = ground;
        this.face = face;
        this.digest = digest;
    }

    Mono<Transfer> upload(Path source, String target, TransferOptions options) {
        return carry(
                "upload", target, options, ActionReport::sent, carrier -> new FileUpload(carrier).run(source, target));
    }

    Mono<Transfer> download(String source, Path target, TransferOptions options) {
        return carry(
                "download",
                source,
                options,
                ActionReport::received,
                carrier -> new FileDownload(carrier).run(source, target));
    }

    Mono<Transfer> uploadTree(Path source, String target, TransferOptions options) {
        return carry(
                "upload",
                target,
                options,
                ActionReport::sent,
                carrier -> new TreeUpload(carrier, source, target).run());
    }

    Mono<Transfer> downloadTree(String source, Path target, TransferOptions options) {
        return carry(
                "download",
                source,
                options,
                ActionReport::received,
                carrier -> new TreeDownload(carrier, source, target).run());
    }

    private Mono<Transfer> carry(
            String kind, String path, TransferOptions options, Counting counting, Function<Carrier, Mono<Void>> work) {
        return face.reported(kind, path, report -> {
            ProgressTelling telling = new ProgressTelling(options.progress(), ground.threads());
            AtomicLong counted = new AtomicLong();
            Meter meter = new Meter((file, fileBytes, fileSize, counts) -> {
                long now = counts.bytes();
                long more = now - counted.getAndAccumulate(now, Math::max);
                report.filter(any -> more > 0).ifPresent(to -> counting.count(to, more));
                telling.tell(new TransferProgress(file, fileBytes, fileSize, counts.files(), counts.bytes()));
            });
            return work.apply(new Carrier(files, ground.threads(), plan(options), meter, digest))
                    .then(telling.done())
                    .then(Mono.fromSupplier(() -> result(meter)));
        });
    }

    private interface Counting {

        void count(ActionReport report, long bytes);
    }

    private static TransferPlan plan(TransferOptions options) {
        return new TransferPlan(
                options.isInPlace(),
                options.isResume(),
                options.isVerify(),
                options.isKeepAttributes(),
                options.isCopyLinks(),
                options.isSyncToDisk(),
                options.filesAtOnce());
    }

    private static Transfer result(Meter meter) {
        return new Transfer(
                meter.files(),
                meter.unchangedFiles(),
                meter.directories(),
                meter.bytes(),
                meter.resumedBytes(),
                meter.digestedFiles(),
                meter.readBackFiles(),
                meter.skipped());
    }
}
