package io.arcconnect.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CertificateRequestTest {

    private static final Pattern JWK =
            Pattern.compile("\\{\"kty\":\"RSA\",\"n\":\"([\\w-]+)\",\"e\":\"([\\w-]+)\",\"kid\":\"([0-9a-f]{64})\"}");

    private static final CertificateRequest REQUEST = CertificateRequest.create(CertificateRequest.KEY_BITS);

    @Test
    void fields_whenAsked_thenTheKeyIsThePublicOne() {
        RSAPublicKey key = (RSAPublicKey) REQUEST.pair().getPublic();

        Matcher jwk = jwk();

        assertThat(number(jwk.group(1))).isEqualTo(key.getModulus());
        assertThat(number(jwk.group(2))).isEqualTo(key.getPublicExponent());
        assertThat(Base64.getUrlDecoder().decode(jwk.group(1))).hasSize(3072 / 8);
    }

    @Test
    void fields_whenAsked_thenTheIdIsTheHashOfBothNumbers() throws Exception {
        Matcher jwk = jwk();

        String id = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest((jwk.group(1) + jwk.group(2)).getBytes(StandardCharsets.US_ASCII)));

        assertThat(jwk.group(3)).isEqualTo(id);
        assertThat(REQUEST.fields()).containsEntry("key_id", id).containsEntry("token_type", "ssh-cert");
    }

    @Test
    void toString_whenPrinted_thenNothingOfTheKey() {
        assertThat(REQUEST.toString()).isEqualTo("CertificateRequest[RSA]");
    }

    private Matcher jwk() {
        Map<String, String> fields = REQUEST.fields();
        Matcher jwk = JWK.matcher(fields.get("req_cnf"));
        assertThat(jwk.matches()).as(fields.get("req_cnf")).isTrue();
        return jwk;
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }
}
