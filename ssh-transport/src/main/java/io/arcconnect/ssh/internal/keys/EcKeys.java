package io.arcconnect.ssh.internal.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.jcajce.provider.asymmetric.util.EC5Util;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** ECDSA keys in PKCS#8 form without the public half, which is optional (RFC 5915, section 3): Java writes them so. */
final class EcKeys {

    private EcKeys() {}

    /** {@return both halves} */
    static KeyPair complete(byte[] pkcs8) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("EC");
        ECPrivateKey key = (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        ECParameterSpec curve = key.getParams();
        ECPoint point = new FixedPointCombMultiplier()
                .multiply(EC5Util.convertPoint(curve, curve.getGenerator()), key.getS())
                .normalize();
        return new KeyPair(factory.generatePublic(new ECPublicKeySpec(EC5Util.convertPoint(point), curve)), key);
    }
}
