package io.arcconnect.ssh.internal.keys;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Collection;
import java.util.List;
import org.apache.sshd.common.config.keys.loader.KeyPairResourceParser;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.config.keys.loader.pem.ECDSAPEMResourceKeyPairParser;
import org.apache.sshd.common.config.keys.loader.pem.PKCS8PEMResourceKeyPairParser;
import org.apache.sshd.common.config.keys.loader.pem.PKCS8PrivateKeyInfo;
import org.apache.sshd.common.config.keys.loader.pem.RSAPEMResourceKeyPairParser;
import org.apache.sshd.common.util.logging.SimplifiedLog;

/** MINA's parsers of private keys, which left alone would write the whole key to the log at level TRACE. */
final class QuietKeyParsers {

    /** id-ecPublicKey (RFC 5480, section 2.1.1). */
    private static final List<Integer> EC = List.of(1, 2, 840, 10_045, 2, 1);

    static final KeyPairResourceParser ALL = KeyPairResourceParser.aggregate(
            new OpenSSHKeyPairResourceParser() {
                @Override
                protected SimplifiedLog getSimplifiedLogger() {
                    return SimplifiedLog.EMPTY;
                }
            },
            new PKCS8PEMResourceKeyPairParser() {
                @Override
                protected SimplifiedLog getSimplifiedLogger() {
                    return SimplifiedLog.EMPTY;
                }

                @Override
                public Collection<KeyPair> extractKeyPairs(byte[] bytes, PKCS8PrivateKeyInfo key)
                        throws IOException, GeneralSecurityException {
                    try {
                        return super.extractKeyPairs(bytes, key);
                    } catch (IOException | RuntimeException incomplete) {
                        if (EC.equals(key.getAlgorithmIdentifier())) {
                            return List.of(EcKeys.complete(bytes));
                        }
                        throw incomplete;
                    }
                }
            },
            new RSAPEMResourceKeyPairParser() {
                @Override
                protected SimplifiedLog getSimplifiedLogger() {
                    return SimplifiedLog.EMPTY;
                }
            },
            new ECDSAPEMResourceKeyPairParser() {
                @Override
                protected SimplifiedLog getSimplifiedLogger() {
                    return SimplifiedLog.EMPTY;
                }
            });

    private QuietKeyParsers() {}
}
