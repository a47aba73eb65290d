package io.arcconnect.ssh.internal.login;

import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.internal.keys.MinaKey;
import io.arcconnect.ssh.internal.keys.SshKey;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import reactor.core.publisher.Mono;

/**
 * A key whose public half is known before it is opened.
 *
 * @param blob the public half
 * @param opening opens the private half, at most once in a login; empty when whoever is asked gives up
 * @param mismatch the error when the two are not of one key
 */
record LockedKey(ByteBuffer blob, Mono<KeyPair> opening, SshException mismatch) implements SshKey {

    @Override
    public Mono<byte[]> sign(String algorithm, byte[] data) {
        return opening.map(MinaKey::of)
                .flatMap(key -> key.blob().equals(blob) ? key.sign(algorithm, data) : Mono.error(mismatch));
    }
}
