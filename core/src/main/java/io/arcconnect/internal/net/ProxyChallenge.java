package io.arcconnect.internal.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One way to sign in that a proxy offers (RFC 9110, section 11.3).
 *
 * @param scheme in lower case, such as {@code basic}
 * @param parameters by name in lower case
 */
record ProxyChallenge(String scheme, Map<String, String> parameters) {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED = "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";
    private static final Pattern PARAMETER =
            Pattern.compile("\\s*(" + TOKEN + ")\\s*=\\s*(?:" + QUOTED + "|(" + TOKEN + "))\\s*(?:,|$)");
    private static final Pattern SCHEME =
            Pattern.compile("[\\s,]*(" + TOKEN + ")(?:\\s+[A-Za-z0-9._~+/-]+=*\\s*(?=,|$))?");

    /** Reads header fields, each with one challenge or several. What cannot be read ends the reading of its field. */
    static List<ProxyChallenge> parse(List<String> fields) {
        List<ProxyChallenge> challenges = new ArrayList<>();
        for (String field : fields) {
            Matcher scheme = SCHEME.matcher(field);
            Matcher parameter = PARAMETER.matcher(field);
            int at = 0;
            while (at < field.length() && scheme.region(at, field.length()).lookingAt()) {
                at = scheme.end();
                Map<String, String> parameters = new LinkedHashMap<>();
                while (parameter.region(at, field.length()).lookingAt()) {
                    String value = parameter.group(2) == null
                            ? parameter.group(3)
                            : parameter.group(2).replaceAll("\\\\(.)", "$1");
                    parameters.putIfAbsent(lower(parameter.group(1)), value);
                    at = parameter.end();
                }
                challenges.add(new ProxyChallenge(lower(scheme.group(1)), parameters));
            }
        }
        return challenges;
    }

    /** The schemes, as a message has them. */
    static String names(List<ProxyChallenge> challenges) {
        return challenges.stream()
                .map(ProxyChallenge::scheme)
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
