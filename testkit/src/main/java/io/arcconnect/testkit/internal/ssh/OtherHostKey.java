package io.arcconnect.testkit.internal.ssh;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A host key of the same algorithm that is not the server's, made when it is first asked for. */
final class OtherHostKey implements Supplier<KeyPair> {

    private final KeyPair own;
    private @Nullable KeyPair made;

    OtherHostKey(KeyPair own) {
        this.own = own;
    }

    @Override
    public synchronized KeyPair get() {
        KeyPair key = made;
        if (key == null) {
            key = make();
            made = key;
        }
        return key;
    }

    private KeyPair make() {
        try {
            String algorithm = own.getPublic().getAlgorithm();
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
