package io.arcconnect.testkit.internal.relay;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A URL of the relay.
 *
 * @param text as received
 * @param path after {@code /$hc/}, slashes included
 * @param arguments of the query, the first of each name
 */
record RelayUri(String text, String path, Map<String, String> arguments) {

    private static final String PREFIX = "/$hc/";

    static RelayUri of(String uri) {
        QueryStringDecoder decoder = new QueryStringDecoder(uri);
        Map<String, String> arguments = new LinkedHashMap<>();
        decoder.parameters().forEach((name, values) -> arguments.put(name, values.get(0)));
        String path = decoder.path();
        return new RelayUri(uri, path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "", arguments);
    }

    String action() {
        return argument("sb-hc-action").orElse("").toLowerCase(Locale.ROOT);
    }

    Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }
}
