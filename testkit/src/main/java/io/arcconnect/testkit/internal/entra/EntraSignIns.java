package io.arcconnect.testkit.internal.entra;

import io.arcconnect.testkit.internal.Ids;
import io.arcconnect.testkit.internal.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** People who are signing in, and what they brought back from it. */
public final class EntraSignIns {

    private enum State {
        PENDING,
        APPROVED,
        DECLINED
    }

    /** Somebody who has signed in, and the claims that the sign-in was asked for with. */
    record SignIn(String person, String claims) {}

    private record Code(SignIn signIn, String challenge) {}

    private final EntraDirectory directory;
    private volatile State first = State.PENDING;
    private final AtomicInteger numbers = new AtomicInteger(1000);
    private final Map<String, State> devices = new ConcurrentHashMap<>();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, SignIn> refreshTokens = new ConcurrentHashMap<>();

    /**
     * Starts with nobody.
     *
     * @param directory who there is
     */
    public EntraSignIns(EntraDirectory directory) {
        this.directory = directory;
    }

    /**
     * Lets the person enter a code and agree.
     *
     * @param userCode the code that was shown
     */
    public void approve(String userCode) {
        devices.computeIfPresent(userCode, (code, state) -> State.APPROVED);
    }

    /**
     * Lets the person enter a code and decline.
     *
     * @param userCode the code that was shown
     */
    public void decline(String userCode) {
        devices.computeIfPresent(userCode, (code, state) -> State.DECLINED);
    }

    /** Lets the person enter every code that is shown from now on, and agree. */
    public void approveAll() {
        first = State.APPROVED;
    }

    /** A device code (RFC 8628, section 3.2); it is the user code with a prefix. */
    Map<String, Object> newDevice() {
        String userCode = "CODE" + numbers.incrementAndGet();
        devices.put(userCode, first);
        return Json.object(
                "user_code",
                userCode,
                "device_code",
                "device-" + userCode,
                "verification_uri",
                "https://microsoft.com/devicelogin",
                "expires_in",
                900,
                "interval",
                1,
                "message",
                "Open the page https://microsoft.com/devicelogin and enter the code " + userCode + ".");
    }

    /** Who has entered the code, or a refusal (RFC 8628, section 3.5). */
    SignIn ofDevice(String deviceCode) {
        String userCode = deviceCode.replaceFirst("^device-", "");
        State state = Optional.ofNullable(devices.get(userCode))
                .orElseThrow(() -> new EntraRefusal(400, "bad_verification_code", 70000, "The code is not known."));
        if (state == State.PENDING) {
            throw new EntraRefusal(400, "authorization_pending", 70016, "The user has not signed in yet.");
        }
        devices.remove(userCode);
        if (state == State.DECLINED) {
            throw new EntraRefusal(400, "authorization_declined", 70018, "The user declined.");
        }
        return new SignIn(directory.person, "");
    }

    /** A code for a browser to bring back. */
    String newCode(String challenge, String claims) {
        String code = Ids.next();
        codes.put(code, new Code(new SignIn(directory.person, claims), challenge));
        return code;
    }

    /** Who brought it back, with the secret behind its challenge (RFC 7636, section 4.6). */
    SignIn ofCode(String code, String verifier) {
        Code known = codes.remove(code);
        if (known == null || !known.challenge().equals(challenge(verifier))) {
            throw new EntraRefusal(400, "invalid_grant", 501481, "The code verifier does not match the challenge.");
        }
        return known.signIn();
    }

    String newRefreshToken(SignIn signIn) {
        String token = "refresh-" + Ids.next();
        refreshTokens.put(token, signIn);
        return token;
    }

    SignIn ofRefreshToken(String token) {
        return Optional.ofNullable(refreshTokens.get(token))
                .orElseThrow(() -> new EntraRefusal(400, "invalid_grant", 70008, "The refresh token has expired."));
    }

    /** Forgets all sign-ins, as an administrator who revokes them. */
    public void revoke() {
        refreshTokens.clear();
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
