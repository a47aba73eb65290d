package io.arcconnect.testkit.internal.entra;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forms and queries. Pure. */
final class Forms {

    private Forms() {}

    static Map<String, String> read(@Nullable String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return fields;
        }
        for (String pair : text.split("&", -1)) {
            int middle = pair.indexOf('=');
            String name = middle < 0 ? pair : pair.substring(0, middle);
            String value = middle < 0 ? "" : pair.substring(middle + 1);
            fields.put(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return fields;
    }
}
