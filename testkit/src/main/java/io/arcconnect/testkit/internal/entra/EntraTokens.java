package io.arcconnect.testkit.internal.entra;

import io.arcconnect.testkit.internal.Ids;
import io.arcconnect.testkit.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Token responses. */
final class EntraTokens {

    private EntraTokens() {}

    static Map<String, Object> of(String type, String scope, String accessToken, long seconds) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("token_type", type);
        members.put("scope", scope);
        members.put("expires_in", seconds);
        members.put("ext_expires_in", seconds);
        members.put("access_token", accessToken);
        return members;
    }

    /** Adds what tells who the person is, and the refresh token. */
    static Map<String, Object> forPerson(
            Map<String, Object> members, String tenant, String clientId, String person, String refreshToken) {
        String id = "oid-" + person.hashCode();
        members.put("refresh_token", refreshToken);
        members.put(
                "id_token",
                jwt(Map.of(
                        "aud", clientId,
                        "iss", "https://localhost/" + tenant + "/v2.0",
                        "tid", tenant,
                        "oid", id,
                        "sub", id,
                        "preferred_username", person,
                        "jti", Ids.next())));
        members.put("client_info", encode(Json.write(Map.of("uid", id, "utid", tenant))));
        return members;
    }

    private static String jwt(Map<String, String> claims) {
        return encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + encode(Json.write(claims)) + "." + encode("none");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
