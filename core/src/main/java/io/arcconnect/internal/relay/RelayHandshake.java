package io.arcconnect.internal.relay;

import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The request that opens a relay connection (protocol.md 3.1).
 *
 * @param url with a fresh connection id
 * @param headers the three that the relay and the agent read; two of them are secret
 * @param trackingId the connection id, which the relay's errors repeat
 */
record RelayHandshake(String url, Map<String, String> headers, String trackingId) {

    static RelayHandshake of(RelayCredentials credentials, RelayService service) {
        String id = UUID.randomUUID().toString();
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

    /** {@return the url alone: headers are secret} */
    @Override
    public String toString() {
        return url;
    }
}
