package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.internal.Json;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Token requests for certificates are answered as in protocol.md 6.1. */
class EmulatesEntraTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final EntraEmulator entra = EntraEmulator.start().servicePrincipal("app", Secret.of("hush"), "App");

    @AfterEach
    void close() {
        entra.close();
    }

    @Test
    void token_whenTheFieldsAreRight_thenACertificateAsBase64() throws Exception {
        Map<String, Object> answer = post(form());

        assertThat(answer).containsEntry("token_type", "ssh-cert").containsEntry("expires_in", 3600);
        ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(Json.text(answer, "access_token")));
        byte[] type = new byte[blob.getInt()];
        blob.get(type);
        assertThat(new String(type, StandardCharsets.US_ASCII)).isEqualTo("ssh-rsa-cert-v01@openssh.com");
    }

    @Test
    void token_whenTheKeyIdIsAnother_thenRefused() throws Exception {
        Map<String, String> form = form();
        form.put("key_id", "00");

        assertThat(post(form)).containsEntry("error", "invalid_request").containsKeys("error_codes", "correlation_id");
    }

    @Test
    void token_whenTheSecretIsWrong_thenRefusedWithItsCode() throws Exception {
        Map<String, String> form = form();
        form.put("client_secret", "wrong");

        Map<String, Object> answer = post(form);

        assertThat(answer).containsEntry("error", "invalid_client");
        assertThat(Json.text(answer, "error_description")).startsWith("AADSTS7000215: ");
    }

    @Test
    void token_whenNoCertificateIsWanted_thenABearerToken() throws Exception {
        Map<String, String> form = form();
        form.remove("token_type");

        assertThat(post(form)).containsEntry("token_type", "Bearer");
    }

    @Test
    void token_whenItIsABearerToken_thenTheEmulatedArcAcceptsItUntilItIsRevoked() throws Exception {
        Map<String, String> form = form();
        form.remove("token_type");
        String token = Json.text(post(form), "access_token");

        try (ArcEmulator arc = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01"))
                .entra(entra)
                .start()) {
            ArmTester tester = new ArmTester(arc).bearer(Optional.of(token));
            String machine = arc.machine("web-01").id().resourceId();
            assertThat(tester.get(machine).status()).isEqualTo(200);

            entra.revokeSignIns();

            assertThat(tester.get(machine).status()).isEqualTo(401);
        }
    }

    @Test
    void device_whenThePersonEntersEveryCode_thenNobodyWaits() throws Exception {
        entra.approveEveryCode();

        Map<String, Object> device = post("devicecode", Map.of("client_id", "app", "scope", "x"));

        assertThat(post(
                        "token",
                        Map.of(
                                "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                                "client_id", "app",
                                "device_code", Json.text(device, "device_code"))))
                .containsEntry("token_type", "Bearer");
    }

    @Test
    void device_whenNobodyHasEnteredTheCode_thenPending() throws Exception {
        Map<String, Object> device = post("devicecode", Map.of("client_id", "app", "scope", "x"));
        Map<String, String> poll = Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                "client_id", "app",
                "device_code", Json.text(device, "device_code"));

        Map<String, Object> before = post("token", poll);
        entra.approve(Json.text(device, "user_code"));
        Map<String, Object> after = post("token", poll);

        assertThat(before).containsEntry("error", "authorization_pending");
        assertThat(after)
                .containsEntry("token_type", "Bearer")
                .containsKeys("refresh_token", "id_token", "client_info");
    }

    private Map<String, String> form() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
        String n = encoded(key.getModulus());
        String e = encoded(key.getPublicExponent());
        String id = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest((n + e).getBytes(StandardCharsets.US_ASCII)));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", "app");
        form.put("client_secret", "hush");
        form.put("scope", "https://pas.windows.net/CheckMyAccess/Linux/.default");
        form.put("token_type", "ssh-cert");
        form.put("req_cnf", Json.write(Map.of("kty", "RSA", "n", n, "e", e, "kid", id)));
        form.put("key_id", id);
        return form;
    }

    /** As the Azure CLI has it: with the sign's zero and with padding (protocol.md 6.1). */
    private static String encoded(BigInteger number) {
        return Base64.getUrlEncoder().encodeToString(number.toByteArray());
    }

    private Map<String, Object> post(Map<String, String> form) {
        return post("token", form);
    }

    private Map<String, Object> post(String endpoint, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = new HttpRequest(
                        HttpMethod.POST, "https://localhost/" + entra.tenantId() + "/oauth2/v2.0/" + endpoint)
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/x-www-form-urlencoded")
                .setBody(body);
        return Json.read(entra.httpClient()
                .send(request)
                .flatMap(response -> response.getBodyAsString())
                .block(LIMIT));
    }
}
