package io.arcconnect.testkit.internal.entra;

import io.arcconnect.testkit.internal.Ids;
import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.NotEmulated;
import io.arcconnect.testkit.internal.Unanswered;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Entra ID answers at {@code /{tenant}/oauth2/v2.0/…}, as far as certificates need it (protocol.md 6.1, 6.2). */
public final class EntraEndpoints {

    private static final Duration BEARER_LIFETIME = Duration.ofHours(1);

    private final EntraDirectory directory;
    private final EntraSignIns signIns;
    private final CertificateIssuer issuer;
    private final Unanswered unanswered;

    /**
     * Starts.
     *
     * @param directory who there is
     * @param signIns who has signed in
     * @param issuer of certificates
     * @param unanswered is told of what is not emulated
     */
    public EntraEndpoints(
            EntraDirectory directory, EntraSignIns signIns, CertificateIssuer issuer, Unanswered unanswered) {
        this.unanswered = unanswered;
        this.directory = directory;
        this.signIns = signIns;
        this.issuer = issuer;
    }

    /**
     * Answers.
     *
     * @param path of the request
     * @param fields of form and query
     * @return the answer
     */
    public EntraReply answer(String path, Map<String, String> fields) {
        List<String> parts = Arrays.asList(path.substring(1).split("/", -1));
        if (!parts.get(0).equals(directory.tenant) && !parts.get(0).equals("organizations")) {
            throw new EntraRefusal(400, "invalid_request", 90002, "Tenant '" + parts.get(0) + "' not found.");
        }
        return switch (path.substring(parts.get(0).length() + 1)) {
            case "/oauth2/v2.0/token" -> token(fields);
            case "/oauth2/v2.0/devicecode" -> EntraReply.of(signIns.newDevice());
            case "/oauth2/v2.0/authorize" -> authorize(fields);
            default -> EntraReply.raw(501, unanswered.add(NotEmulated.ENTRA_CALL, path));
        };
    }

    /** The person agrees at once, and the browser is sent back. */
    private EntraReply authorize(Map<String, String> fields) {
        String code = signIns.newCode(fields.getOrDefault("code_challenge", ""), fields.getOrDefault("claims", ""));
        return EntraReply.redirect(fields.get("redirect_uri") + "?code=" + encoded(code) + "&state="
                + encoded(fields.getOrDefault("state", "")));
    }

    private EntraReply token(Map<String, String> fields) {
        return switch (fields.getOrDefault("grant_type", "")) {
            case "client_credentials" -> ofPrincipal(fields);
            case "urn:ietf:params:oauth:grant-type:device_code", "device_code" ->
                ofPerson(fields, signIns.ofDevice(fields.getOrDefault("device_code", "")));
            case "authorization_code" ->
                ofPerson(
                        fields,
                        signIns.ofCode(fields.getOrDefault("code", ""), fields.getOrDefault("code_verifier", "")));
            case "refresh_token" -> ofPerson(fields, signIns.ofRefreshToken(fields.getOrDefault("refresh_token", "")));
            default -> throw new EntraRefusal(400, "unsupported_grant_type", 70003, "The grant is not supported.");
        };
    }

    private EntraReply ofPrincipal(Map<String, String> fields) {
        String clientId = fields.getOrDefault("client_id", "");
        EntraDirectory.Principal principal = Optional.ofNullable(directory.principals.get(clientId))
                .orElseThrow(() -> new EntraRefusal(
                        400, "unauthorized_client", 700016, "Application '" + clientId + "' was not found."));
        boolean known = principal
                        .secret()
                        .filter(secret -> secret.reveal().equals(fields.get("client_secret")))
                        .isPresent()
                || principal
                        .certificate()
                        .filter(one -> ClientAssertion.isBy(one, clientId, fields.getOrDefault("client_assertion", "")))
                        .isPresent();
        if (!known) {
            throw new EntraRefusal(401, "invalid_client", 7000215, "Invalid client secret provided.");
        }
        return EntraReply.of(granted(fields, principal.name()));
    }

    private EntraReply ofPerson(Map<String, String> fields, EntraSignIns.SignIn signIn) {
        String clientId = fields.getOrDefault("client_id", "");
        String claims = claims(signIn, fields);
        if (wantsCertificate(fields)) {
            if (!directory.authorizedClients.contains(clientId)) {
                throw new EntraRefusal(
                        400,
                        "invalid_client",
                        65002,
                        "Consent between first party application and resource must be configured via preauthorization.");
            }
            if (!met(claims)) {
                throw new EntraRefusal(400, "invalid_grant", 50076, "You must use multi-factor authentication.")
                        .with("suberror", "basic_action")
                        .with("claims", directory.claims);
            }
        }
        return EntraReply.of(EntraTokens.forPerson(
                granted(fields, signIn.person()),
                directory.tenant,
                clientId,
                signIn.person(),
                signIns.newRefreshToken(new EntraSignIns.SignIn(signIn.person(), claims))));
    }

    private Map<String, Object> granted(Map<String, String> fields, String name) {
        String scope = fields.getOrDefault("scope", "");
        if (!wantsCertificate(fields)) {
            String token = "bearer-" + Ids.next();
            directory.bearers.put(token, name);
            return EntraTokens.of("Bearer", scope, token, BEARER_LIFETIME.toSeconds());
        }
        if (!Arrays.asList(scope.split(" ", -1)).contains(directory.certificateScope)) {
            throw new EntraRefusal(400, "invalid_scope", 70011, "The scope '" + scope + "' gives no certificates.");
        }
        Instant now = directory.clock.instant();
        return EntraTokens.of(
                "ssh-cert",
                scope,
                issuer.issue(fields, name, now, now.plus(directory.lifetime)),
                directory.lifetime.toSeconds());
    }

    /** A browser says them when it starts; a device code is given for them only at its end. */
    private static String claims(EntraSignIns.SignIn signIn, Map<String, String> fields) {
        return signIn.claims().isEmpty() ? fields.getOrDefault("claims", "") : signIn.claims();
    }

    private boolean met(String claims) {
        return Json.read(claims)
                .entrySet()
                .containsAll(Json.read(directory.claims).entrySet());
    }

    private static boolean wantsCertificate(Map<String, String> fields) {
        return "ssh-cert".equals(fields.get("token_type"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
