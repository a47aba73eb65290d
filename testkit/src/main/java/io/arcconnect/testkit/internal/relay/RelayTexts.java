package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.internal.Sas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the relay writes into the reason phrase (protocol.md 3.3). */
final class RelayTexts {

    static final String NO_ENDPOINT = "Endpoint does not exist.";
    static final String NO_LISTENERS = "There are no listeners connected for the endpoint.";
    static final String NOT_ACCEPTED =
            "None of the connected listeners accepted the connections within the allowed timeout.";

    private RelayTexts() {}

    /** Adds the tracking evidence, as observed. */
    static String tracked(String text, String id, String host, String path, Instant now) {
        return text + " TrackingId:" + id + "_G13, SystemTracker:sb://" + host + "/" + path + ", Timestamp:"
                + now.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
    }

    static int status(Sas.Verdict verdict) {
        return verdict == Sas.Verdict.OTHER_PATH || verdict == Sas.Verdict.MISSING_RIGHT ? 403 : 401;
    }

    static String refusal(Sas.Verdict verdict, String right) {
        return switch (verdict) {
            case MALFORMED -> "MalformedToken: The authorization header is missing or malformed.";
            case FORGED -> "InvalidSignature: The token has an invalid signature.";
            case OTHER_AUDIENCE -> "InvalidAudience: The authorization header contains a token with a wrong audience.";
            case EXPIRED -> "ExpiredToken: The token has expired.";
            case OTHER_PATH -> "Unauthorized access. The token is not valid for this path.";
            case MISSING_RIGHT -> "Unauthorized access. '" + right + "' claim is required to perform this operation.";
            case GOOD -> throw new IllegalArgumentException("a good token is not refused");
        };
    }
}
