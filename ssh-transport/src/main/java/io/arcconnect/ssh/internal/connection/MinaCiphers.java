package io.arcconnect.ssh.internal.connection;

import io.arcconnect.ssh.internal.cipher.ChaChaPackets;
import java.util.function.Supplier;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;

/** MINA's ciphers, and ours where they do the same for less. */
final class MinaCiphers {

    private MinaCiphers() {}

    static NamedFactory<Cipher> ours(BuiltinCiphers mina) {
        return switch (mina) {
            case aes128gcm, aes256gcm -> named(mina, () -> new GcmCipher(mina));
            case cc20p1305_openssh -> ChaChaPackets.isSupported() ? named(mina, ChaChaCipher::new) : mina;
            default -> mina;
        };
    }

    private static NamedFactory<Cipher> named(BuiltinCiphers mina, Supplier<Cipher> made) {
        return new NamedFactory<>() {
            @Override
            public Cipher create() {
                return made.get();
            }

            @Override
            public String getName() {
                return mina.getName();
            }
        };
    }
}
