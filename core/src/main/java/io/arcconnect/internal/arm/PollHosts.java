package io.arcconnect.internal.arm;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer may send us. A request to an address that an answer names carries the bearer token, and the SDK's
 * poller sends it anywhere (libraries.md 2). Allowed are the endpoint itself, hosts below it on the same port
 * (Azure's regional hosts), and what the caller listed.
 */
final class PollHosts {

    private final URI endpoint;
    private final String endpointHost;
    private final Set<String> listed;

    PollHosts(URI endpoint, Set<String> listed) {
        this.endpoint = endpoint;
        this.endpointHost = plain(endpoint.getHost());
        this.listed = listed.stream().map(PollHosts::plain).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Checks an address.
     *
     * @param machine about which the answer is, if about one
     * @param address as the answer has it; a relative one is resolved against the endpoint
     * @return the address, rebuilt from its parts so that nobody downstream can read it differently
     * @throws ControlPlaneException {@code arm.unexpected_response} when it is malformed or not allowed
     */
    URI require(Optional<MachineId> machine, String address) {
        URI target;
        try {
            target = endpoint.resolve(new URI(address.strip()));
        } catch (URISyntaxException e) {
            throw refused(machine, "an answer points to a malformed address");
        }
        String host = target.getHost();
        if (host == null || target.getRawUserInfo() != null || !"https".equalsIgnoreCase(target.getScheme())) {
            throw refused(machine, "an answer points to an address that is not https with a plain host");
        }
        if (!allowed(plain(host), port(target))) {
            throw refused(
                    machine,
                    "an answer points to " + plain(host) + ":" + port(target)
                            + ", which is not a host of Azure Resource Manager; if it is right, allow it with"
                            + " builder.allowPollHost(\"" + plain(host) + "\")");
        }
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        String port = target.getPort() < 0 ? "" : ":" + target.getPort();
        return URI.create("https://" + host + port + target.getRawPath() + query);
    }

    private boolean allowed(String host, int port) {
        if (listed.contains(host)) {
            return true;
        }
        boolean ours = host.equals(endpointHost) || host.endsWith("." + endpointHost);
        return ours && port == port(endpoint);
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? 443 : uri.getPort();
    }

    private static String plain(@Nullable String host) {
        String lower = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static ControlPlaneException refused(Optional<MachineId> machine, String detail) {
        Failure failure = Failure.of(ArcReason.ARM_UNEXPECTED_RESPONSE, Stage.CONTROL_PLANE, detail);
        return new ControlPlaneException(machine.map(failure::on).orElse(failure));
    }
}
