package io.arcconnect.ssh;

import io.arcconnect.spi.AsyncCloseable;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/**
 * Carries files by SCP, each transfer on a channel of its own, one file after another. Paths of the machine are taken as they
 * are, without wildcards and {@code ~}; relative ones begin at the user's home.
 *
 * <p>Of {@link TransferOptions} it knows {@code inPlace}, {@code keepAttributes} and {@code onProgress}. It cannot
 * {@code resume}, {@code verify} or {@code copyLinks}: that is an {@link IllegalArgumentException} at the call.
 *
 * <p>Transfers fail with {@link ScpException} and with {@code ssh.outcome_unknown} when the connection is lost. Cancelling one
 * closes its channel; what is incomplete is removed, on the machine as far as it still can be.
 */
public interface ScpClient extends AsyncCloseable {

    /**
     * Carries a file to the machine, as {@link #upload(Path, String, TransferOptions)} with defaults.
     *
     * @param source a file of this computer
     * @param target its name on the machine
     * @return what was done
     */
    default Mono<Transfer> upload(Path source, String target) {
        return upload(source, target, TransferOptions.defaults());
    }

    /**
     * Carries a file to the machine. It is written beside its place and gets its name when it is complete, unless the options
     * say otherwise.
     *
     * <p><b>Subscribing</b> carries it.
     *
     * @param source a file of this computer, or a link to one
     * @param target its name on the machine, not that of a directory, a device, a pipe or a socket; a file that is there is replaced
     * @param options how
     * @return what was done
     */
    Mono<Transfer> upload(Path source, String target, TransferOptions options);

    /**
     * Carries what is in a directory to the machine, as {@link #uploadTree(Path, String, TransferOptions)} with defaults.
     *
     * @param source a directory of this computer
     * @param target the directory on the machine
     * @return what was done
     */
    default Mono<Transfer> uploadTree(Path source, String target) {
        return uploadTree(source, target, TransferOptions.defaults());
    }

    /**
     * Carries what is in a directory to the machine. The protocol has no place for other names meanwhile: files of a tree are
     * always written in place. What is neither file nor directory is left out and named in the result.
     *
     * <p><b>Subscribing</b> carries it.
     *
     * @param source a directory of this computer
     * @param target the directory on the machine, which is made when it is not there
     * @param options how
     * @return what was done
     */
    Mono<Transfer> uploadTree(Path source, String target, TransferOptions options);

    /**
     * Carries a file from the machine, as {@link #download(String, Path, TransferOptions)} with defaults.
     *
     * @param source a file of the machine
     * @param target its name on this computer
     * @return what was done
     */
    default Mono<Transfer> download(String source, Path target) {
        return download(source, target, TransferOptions.defaults());
    }

    /**
     * Carries a file from the machine. It is written beside its place and gets its name when it is complete, unless the
     * options say otherwise. The name that the machine sends plays no part.
     *
     * <p><b>Subscribing</b> carries it.
     *
     * @param source a file of the machine
     * @param target its name on this computer; a file that is there is replaced and its permissions stay
     * @param options how
     * @return what was done
     */
    Mono<Transfer> download(String source, Path target, TransferOptions options);

    /**
     * Carries what is in a directory from the machine, as {@link #downloadTree(String, Path, TransferOptions)} with defaults.
     *
     * @param source a directory of the machine
     * @param target the directory on this computer
     * @return what was done
     */
    default Mono<Transfer> downloadTree(String source, Path target) {
        return downloadTree(source, target, TransferOptions.defaults());
    }

    /**
     * Carries what is in a directory from the machine. Names that would lead out of the target are {@code scp.unsafe_name},
     * and links that are in the target are not followed. SCP follows the links of the machine: what they point to is carried.
     *
     * <p><b>Subscribing</b> carries it.
     *
     * @param source a directory of the machine
     * @param target the directory on this computer, which is made when it is not there
     * @param options how
     * @return what was done
     */
    Mono<Transfer> downloadTree(String source, Path target, TransferOptions options);
}
