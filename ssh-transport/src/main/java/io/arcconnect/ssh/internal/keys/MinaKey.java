package io.arcconnect.ssh.internal.keys;

import io.arcconnect.ssh.internal.wire.WireWriter;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import reactor.core.publisher.Mono;

/** A key in memory. */
public record MinaKey(KeyPair pair, ByteBuffer blob) implements SshKey {

    public static MinaKey of(KeyPair pair) {
        return new MinaKey(pair, ByteBuffer.wrap(KeyBlobs.of(pair.getPublic())));
    }

    @Override
    public Mono<byte[]> sign(String algorithm, byte[] data) {
        return Mono.fromCallable(() -> {
            Signature signature = BuiltinSignatures.fromFactoryName(algorithm).create();
            signature.initSigner(null, pair.getPrivate());
            signature.update(null, data, 0, data.length);
            return new WireWriter()
                    .writeText(algorithm)
                    .writeBytes(signature.sign(null))
                    .toByteArray();
        });
    }

    @Override
    public boolean isAtHand() {
        return true;
    }

    /** {@return the type only} */
    @Override
    public String toString() {
        return "MinaKey[" + type() + "]";
    }
}
