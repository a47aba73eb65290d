package io.arcconnect.testkit;

import java.util.Map;

/**
 * A call that reached the emulated Azure Resource Manager. It holds no token.
 *
 * @param method such as {@code PUT}
 * @param path as received
 * @param query as received, without the question mark; empty when there was none
 * @param headers of the request, names in lower case, without {@code authorization}
 * @param body of the request
 * @param call which call it was taken for; {@link ArmCall#ANY} when none that is emulated
 * @param status of the answer; 0 when the connection was reset instead
 */
public record RecordedRequest(
        String method, String path, String query, Map<String, String> headers, String body, ArmCall call, int status) {

    /** {@return whether it may have changed something: {@code PUT}, {@code PATCH} or {@code DELETE}} */
    public boolean isWrite() {
        return method.equals("PUT") || method.equals("PATCH") || method.equals("DELETE");
    }
}
