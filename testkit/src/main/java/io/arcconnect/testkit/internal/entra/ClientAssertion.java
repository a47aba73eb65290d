package io.arcconnect.testkit.internal.entra;

import io.arcconnect.testkit.internal.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.Map;

/** Checks what a service principal signs with its certificate (RFC 7523, section 2.2). Pure. */
final class ClientAssertion {

    private static final int SHA256_BYTES = 32;

    private ClientAssertion() {}

    static boolean isBy(X509Certificate certificate, String clientId, String assertion) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3 || !clientId.equals(Json.text(json(parts[1]), "sub"))) {
            return false;
        }
        try {
            Signature signature = signature(Json.text(json(parts[0]), "alg"));
            signature.initVerify(certificate.getPublicKey());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        if (!algorithm.equals("PS256")) {
            return Signature.getInstance("SHA256withRSA");
        }
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SHA256_BYTES, 1));
        return pss;
    }

    private static Map<String, Object> json(String part) {
        return Json.read(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
