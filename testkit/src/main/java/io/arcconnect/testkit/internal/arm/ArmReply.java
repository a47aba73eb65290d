package io.arcconnect.testkit.internal.arm;

import io.arcconnect.testkit.internal.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer.
 *
 * @param status 0 when there is none
 * @param headers beside the usual ones
 * @param body possibly empty
 * @param ending how it ends
 */
record ArmReply(int status, Map<String, String> headers, String body, Ending ending) {

    /** How an answer ends. */
    enum Ending {
        /** All of it comes. */
        WHOLE,
        /** The connection is reset instead. */
        RESET,
        /** Nothing comes, and the connection stays open. */
        HELD,
        /** The connection is reset within the body. */
        CUT
    }

    ArmReply(int status, Map<String, String> headers, String body) {
        this(status, headers, body, Ending.WHOLE);
    }

    static ArmReply json(int status, Map<String, ?> body) {
        return new ArmReply(status, Map.of("Content-Type", "application/json; charset=utf-8"), Json.write(body));
    }

    static ArmReply empty(int status) {
        return new ArmReply(status, Map.of(), "");
    }

    static ArmReply reset() {
        return new ArmReply(0, Map.of(), "", Ending.RESET);
    }

    static ArmReply held() {
        return new ArmReply(0, Map.of(), "", Ending.HELD);
    }

    ArmReply cut() {
        return new ArmReply(status, headers, body, Ending.CUT);
    }

    /** The error body of protocol.md 1.3 (8). */
    static ArmReply error(int status, String code, String message) {
        return json(status, errorBody(code, message));
    }

    static Map<String, Object> errorBody(String code, String message) {
        return Json.object("error", Json.object("code", code, "message", message, "details", List.of()));
    }

    /** The answer to what is not emulated: loud, so that a test cannot pass on a guess. */
    static ArmReply notEmulated(String text) {
        return error(501, "NotEmulated", text);
    }

    ArmReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ArmReply(status, more, body, ending);
    }
}
