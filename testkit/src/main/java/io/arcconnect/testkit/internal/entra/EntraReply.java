package io.arcconnect.testkit.internal.entra;

import io.arcconnect.testkit.internal.Json;
import java.util.Map;

/**
 * An answer of Entra ID.
 *
 * @param status of HTTP
 * @param location where to go instead; empty for an answer with a body
 * @param body JSON, mostly
 */
public record EntraReply(int status, String location, String body) {

    /**
     * Answers with an object.
     *
     * @param members its members
     * @return 200
     */
    static EntraReply of(Map<String, ?> members) {
        return new EntraReply(200, "", Json.write(members));
    }

    /**
     * Answers with anything.
     *
     * @param status of HTTP
     * @param body as it is
     * @return the answer
     */
    public static EntraReply raw(int status, String body) {
        return new EntraReply(status, "", body);
    }

    static EntraReply redirect(String location) {
        return new EntraReply(302, location, "");
    }
}
