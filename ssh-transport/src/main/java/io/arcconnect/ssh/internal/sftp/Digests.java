package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** SHA-256 of files, in hexadecimal digits. */
final class Digests {

    private static final int CHUNK = 256 * 1024;

    private Digests() {}

    /** Of a file of this computer. Blocks. */
    static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of bytes that come from elsewhere. */
    static Mono<String> of(Flux<ByteBuffer> bytes, Scheduler threads) {
        return Mono.defer(() -> {
            MessageDigest digest = sha256();
            return bytes.publishOn(threads, 16)
                    .doOnNext(digest::update)
                    .then(Mono.fromCallable(() -> HexFormat.of().formatHex(digest.digest())));
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
