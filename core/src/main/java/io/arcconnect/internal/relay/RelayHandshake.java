package io.arcconnect.internal.relay;

import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The request that opens a relay connection (protocol.md 3.1).
 *
 * @param url with a fresh connection id
 * @param headers the three that the relay and the agent read; two of them are secret
 * @param trackingId the connection id, which the relay's errors repeat
 */
record RelayHandshake(String url, Map<String, String> headers, String trackingId) {

    static RelayHandshake of(RelayCredentials credentials, RelayService service) {
        String id = connectionId();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ServiceBusAuthorization", credentials.accessKey().reveal());
        headers.put(
                "Service-Configuration-Token",
                credentials.serviceConfigurationToken().reveal());
        headers.put("Microsoft-Guestgateway-Target", service.target());
        return new RelayHandshake(
                "wss://" + credentials.relayHost() + "/$hc/" + credentials.hybridConnectionName()
                        + "?sb-hc-action=connect&sb-hc-id=" + id,
                headers,
                id);
    }

    /** A version 4 UUID. It names the try in logs and guards nothing, so it need not cost a read of the system's entropy. */
    private static String connectionId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(0xC0L << 56)) | (0x80L << 56);
        return new UUID(high, low).toString();
    }

    /** {@return the url alone: headers are secret} */
    @Override
    public String toString() {
        return url;
    }
}
