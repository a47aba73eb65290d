package io.arcconnect.internal.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which hosts are reached without the proxy. Pure: no name is resolved. */
public final class NoProxy {

    private static final AddressRange LOOPBACK_4 =
            AddressRange.of("127.0.0.0/8").orElseThrow();
    private static final AddressRange LOOPBACK_6 = AddressRange.of("::1").orElseThrow();
    private static final Rule LOOPBACK =
            (host, port) -> LocalhostNames.matches(host) || LOOPBACK_4.holds(host) || LOOPBACK_6.holds(host);

    private final List<Rule> rules;

    private NoProxy(List<Rule> rules) {
        this.rules = rules;
    }

    /** {@return no exception at all} */
    public static NoProxy none() {
        return new NoProxy(List.of());
    }

    /**
     * Reads {@code NO_PROXY} as curl and Go do: parts between commas or blanks; a name covers itself and what is below it,
     * with or without a leading dot; {@code *} stands for any text; an address may have a prefix length, anything a port.
     *
     * @param text such as {@code .corp.example, 10.0.0.0/8, build:8080}
     * @return the exceptions
     */
    public static NoProxy ofEnvironment(String text) {
        return new NoProxy(parts(text, "[,\\s]+").map(NoProxy::environmentRule).toList());
    }

    /**
     * Reads {@code http.nonProxyHosts} as the JDK does: parts between bars; {@code *} stands for any text.
     *
     * @param text such as {@code localhost|*.corp.example|10.*}
     * @return the exceptions
     */
    public static NoProxy ofJava(String text) {
        return new NoProxy(
                parts(text, "\\|").map(part -> wildcard(NoProxy.plain(part))).toList());
    }

    /**
     * Takes a regular expression.
     *
     * @param regex matched against the whole host, case ignored
     * @return the exceptions
     */
    public static NoProxy ofPattern(String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        return new NoProxy(List.of((host, port) -> pattern.matcher(host).matches()));
    }

    /** {@return these, and every name and address of this computer itself} */
    public NoProxy andLoopback() {
        List<Rule> more = new ArrayList<>(rules);
        more.add(LOOPBACK);
        return new NoProxy(more);
    }

    /**
     * Says whether a host is reached directly.
     *
     * @param host a name or an address, an IPv6 address with or without brackets
     * @param port which
     * @return whether it is an exception
     */
    public boolean covers(String host, int port) {
        String plain = plain(host);
        return rules.stream().anyMatch(rule -> rule.covers(plain, port));
    }

    private static Rule environmentRule(String part) {
        Optional<AddressRange> range = AddressRange.of(plain(part));
        if (range.isPresent()) {
            return (host, port) -> range.get().holds(host);
        }
        int colon = part.lastIndexOf(':');
        boolean withPort = colon > 0
                && part.indexOf(':') == colon
                && part.substring(colon + 1).matches("[0-9]{1,5}");
        if (withPort) {
            int only = Integer.parseInt(part.substring(colon + 1));
            Rule rule = environmentRule(part.substring(0, colon));
            return (host, port) -> port == only && rule.covers(host, port);
        }
        String name = plain(part);
        if (name.indexOf('*') > 0 || name.equals("*")) {
            return wildcard(name);
        }
        String domain = name.replaceFirst("^\\*?\\.", "");
        return (host, port) -> host.equals(domain) || host.endsWith("." + domain);
    }

    private static Rule wildcard(String part) {
        String regex = Arrays.stream(part.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        Pattern pattern = Pattern.compile(regex);
        return (host, port) -> pattern.matcher(host).matches();
    }

    private static Stream<String> parts(String text, String separator) {
        return Arrays.stream(text.split(separator)).map(String::strip).filter(part -> !part.isEmpty());
    }

    private static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        String bare = lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /** One reason not to use the proxy. */
    private interface Rule {
        boolean covers(String host, int port);
    }
}
