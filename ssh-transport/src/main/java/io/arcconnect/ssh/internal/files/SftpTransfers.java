package io.arcconnect.ssh.internal.files;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.ssh.Transfer;
import io.arcconnect.ssh.TransferProgress;
import io.arcconnect.ssh.internal.sftp.Carrier;
import io.arcconnect.ssh.internal.sftp.FileDownload;
import io.arcconnect.ssh.internal.sftp.FileUpload;
import io.arcconnect.ssh.internal.sftp.Meter;
import io.arcconnect.ssh.internal.sftp.RemoteDigest;
import io.arcconnect.ssh.internal.sftp.RemoteFiles;
import io.arcconnect.ssh.internal.sftp.TreeDownload;
import io.arcconnect.ssh.internal.sftp.TreeUpload;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Transfers of a client: the user's options in, progress, report and result out. */
public final class SftpTransfers {

    private final RemoteFiles files;
    private final SftpGround ground;
    private final SftpFace face;
    private final RemoteDigest digest;

    public SftpTransfers(RemoteFiles files, SftpGround ground, SftpFace face, RemoteDigest digest) {
        this.files = files;
        this.ground = ground;
        this.face = face;
        this.digest = digest;
    }

    public Mono<Transfer> upload(Path source, String target, TransferOrder order) {
        return carry(
                "upload", target, order, ActionReport::sent, carrier -> new FileUpload(carrier).run(source, target));
    }

    public Mono<Transfer> download(String source, Path target, TransferOrder order) {
        return carry(
                "download",
                source,
                order,
                ActionReport::received,
                carrier -> new FileDownload(carrier).run(source, target));
    }

    public Mono<Transfer> uploadTree(Path source, String target, TransferOrder order) {
        return carry(
                "upload", target, order, ActionReport::sent, carrier -> new TreeUpload(carrier, source, target).run());
    }

    public Mono<Transfer> downloadTree(String source, Path target, TransferOrder order) {
        return carry(
                "download",
                source,
                order,
                ActionReport::received,
                carrier -> new TreeDownload(carrier, source, target).run());
    }

    private Mono<Transfer> carry(
            String kind, String path, TransferOrder order, Counting counting, Function<Carrier, Mono<Void>> work) {
        return face.reported(kind, path, report -> {
            ProgressTelling telling = new ProgressTelling(order.progress(), ground.threads());
            AtomicLong counted = new AtomicLong();
            Meter meter = new Meter((file, fileBytes, fileSize, counts) -> {
                long now = counts.bytes();
                long more = now - counted.getAndAccumulate(now, Math::max);
                report.filter(any -> more > 0).ifPresent(to -> counting.count(to, more));
                telling.tell(new TransferProgress(file, fileBytes, fileSize, counts.files(), counts.bytes()));
            });
            return work.apply(new Carrier(files, ground.threads(), order.plan(), meter, digest))
                    .then(telling.done())
                    .then(Mono.fromSupplier(() -> result(meter)));
        });
    }

    private interface Counting {

        void count(ActionReport report, long bytes);
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
