package io.arcconnect.testkit.internal.arm;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A call.
 *
 * @param method in upper case
 * @param path decoded
 * @param query names in any case
 * @param rawQuery as received
 * @param headers names in lower case
 * @param body as text
 */
record ArmRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        String rawQuery,
        Map<String, String> headers,
        String body) {

    private static final Set<String> OPTIONS = Set.of("$filter", "$skiptoken");

    static ArmRequest of(FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        Map<String, List<String>> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        query.putAll(uri.parameters());
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return new ArmRequest(
                request.method().name(),
                uri.path(),
                query,
                uri.rawQuery(),
                headers,
                request.content().toString(StandardCharsets.UTF_8));
    }

    /** An option that changes what Azure answers, and that nothing here reads. */
    Optional<String> unknownOption() {
        return query.keySet().stream()
                .filter(name -> name.startsWith("$") && !OPTIONS.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    String query(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }
}
