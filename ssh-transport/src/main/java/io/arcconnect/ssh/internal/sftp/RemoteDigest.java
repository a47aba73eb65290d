package io.arcconnect.ssh.internal.sftp;

import reactor.core.publisher.Mono;

/** Has the machine compute a file's SHA-256, which costs no transfer. */
@FunctionalInterface
public interface RemoteDigest {

    /** A machine that runs no commands for us. */
    RemoteDigest NONE = path -> Mono.empty();

    /**
     * Computes it.
     *
     * @param path of the file
     * @return 64 hexadecimal digits in lower case; empty when the machine does not do that for us
     */
    Mono<String> sha256(String path);
}
