package io.arcconnect.cli.files;

import io.arcconnect.ssh.SftpAttributes;
import io.arcconnect.ssh.SftpClient;
import io.arcconnect.ssh.SftpEntry;
import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.ssh.Transfer;
import io.arcconnect.ssh.TransferOptions;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A copy's other side, by SFTP. */
public record SftpStore(SftpClient files) implements RemoteStore {

    @Override
    public String protocol() {
        return "sftp";
    }

    @Override
    public Mono<Boolean> isDirectory(String path) {
        return files.stat(path)
                .map(SftpAttributes::isDirectory)
                .onErrorResume(SftpStore::isMissing, nothing -> Mono.just(false));
    }

    @Override
    public Flux<Found> find(String pattern) {
        return files.stat(pattern)
                .map(attributes -> new Found(pattern, attributes.isDirectory()))
                .flux()
                .onErrorResume(
                        SftpStore::isMissing,
                        missing -> files.glob(pattern).concatMap(this::found).switchIfEmpty(Flux.error(missing)));
    }

    private Mono<Found> found(SftpEntry entry) {
        return isDirectory(entry.path()).map(isDirectory -> new Found(entry.path(), isDirectory));
    }

    @Override
    public Mono<Transfer> upload(Path source, String target, TransferOptions options) {
        return files.upload(source, target, options);
    }

    @Override
    public Mono<Transfer> uploadTree(Path source, String target, TransferOptions options) {
        return files.uploadTree(source, target, options);
    }

    @Override
    public Mono<Transfer> download(String source, Path target, TransferOptions options) {
        return files.download(source, target, options);
    }

    @Override
    public Mono<Transfer> downloadTree(String source, Path target, TransferOptions options) {
        return files.downloadTree(source, target, options);
    }

    private static boolean isMissing(Throwable error) {
        return error instanceof SftpException failed && failed.reason() == SftpReason.NO_SUCH_FILE;
    }
}
