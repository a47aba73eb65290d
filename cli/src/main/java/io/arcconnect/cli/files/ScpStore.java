package io.arcconnect.cli.files;

import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.ScpClient;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.ssh.Transfer;
import io.arcconnect.ssh.TransferOptions;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A copy's other side, by SCP, which cannot look: the machine's shell does.
 *
 * @param session to ask on
 * @param files to carry with
 */
record ScpStore(SshSession session, ScpClient files) implements RemoteStore {

    @Override
    public String protocol() {
        return "scp";
    }

    @Override
    public Mono<Boolean> isDirectory(String path) {
        String safe = path.startsWith("-") ? "./" + path : path;
        return session.exec(Exec.of(RemoteShell.POSIX, "test", "-d", safe))
                .map(result -> result.exitStatus().orElse(1) == 0);
    }

    /** Patterns are taken for names: the protocol has none. */
    @Override
    public Flux<Found> find(String pattern) {
        return isDirectory(pattern)
                .map(isDirectory -> new Found(pattern, isDirectory))
                .flux();
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
}
