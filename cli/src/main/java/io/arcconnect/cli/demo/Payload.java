package io.arcconnect.cli.demo;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bytes to send and to recognize. Nothing is held in memory: they are made as they are asked for. */
record Payload(int mebibytes) {

    private static final int CHUNK = 64 * 1024;
    private static final long SEED = 20_251_112;

    long size() {
        return mebibytes * 1024L * 1024;
    }

    Flux<ByteBuffer> bytes() {
        return Flux.defer(() -> {
            Random random = new Random(SEED);
            return Flux.range(0, (int) (size() / CHUNK)).map(i -> {
                byte[] chunk = new byte[CHUNK];
                random.nextBytes(chunk);
                return ByteBuffer.wrap(chunk);
            });
        });
    }

    Mono<String> sha256() {
        return sha256(bytes());
    }

    static Mono<String> sha256(Flux<ByteBuffer> bytes) {
        return bytes.reduceWith(Payload::digest, (digest, chunk) -> {
                    digest.update(chunk);
                    return digest;
                })
                .map(digest -> HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
