package io.arcconnect.testkit.internal.entra;

import io.arcconnect.testkit.internal.Ids;
import io.arcconnect.testkit.internal.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entra ID says no, in its own form (RFC 6749, section 5.2, with the members that it adds). */
final class EntraRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final int status;

    EntraRefusal(int status, String error, int aadsts, String description) {
        super(error);
        this.status = status;
        String trace = Ids.next();
        String correlation = Ids.next();
        members.put("error", error);
        members.put(
                "error_description",
                "AADSTS" + aadsts + ": " + description + " Trace ID: " + trace + " Correlation ID: " + correlation);
        members.put("error_codes", List.of(aadsts));
        members.put("trace_id", trace);
        members.put("correlation_id", correlation);
    }

    EntraRefusal with(String name, String value) {
        members.put(name, value);
        return this;
    }

    EntraReply reply() {
        return EntraReply.raw(status, Json.write(members));
    }
}
