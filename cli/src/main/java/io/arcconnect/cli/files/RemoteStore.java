package io.arcconnect.cli.files;

import io.arcconnect.ssh.Transfer;
import io.arcconnect.ssh.TransferOptions;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The machine's side of a copy, by SFTP or by SCP. */
public interface RemoteStore {

    /**
     * Something that is on the machine.
     *
     * @param path where
     * @param isDirectory whether it is one, or a link to one
     */
    record Found(String path, boolean isDirectory) {

        /** {@return the last name of the path} */
        String name() {
            String bare = path.replaceAll("/+$", "");
            return bare.substring(bare.lastIndexOf('/') + 1);
        }
    }

    /** {@return {@code sftp} or {@code scp}} */
    String protocol();

    /** {@return whether there is a directory; false when there is nothing} */
    Mono<Boolean> isDirectory(String path);

    /** {@return what has that name, or else matches that pattern; an error when nothing does} */
    Flux<Found> find(String pattern);

    /** {@return what was done} */
    Mono<Transfer> upload(Path source, String target, TransferOptions options);

    /** {@return what was done} */
    Mono<Transfer> uploadTree(Path source, String target, TransferOptions options);

    /** {@return what was done} */
    Mono<Transfer> download(String source, Path target, TransferOptions options);

    /** {@return what was done} */
    Mono<Transfer> downloadTree(String source, Path target, TransferOptions options);
}
