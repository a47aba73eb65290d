package io.arcconnect.ssh.internal.channel;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;

/** Where the machine listens for one session. */
final class RemoteEndpoints {

    private static final AttributeKey<RemoteEndpoints> KEY = new AttributeKey<>();

    private final Map<RemoteSpot, MinaRemoteEndpoint> known = new ConcurrentHashMap<>();

    private RemoteEndpoints() {}

    static RemoteEndpoints of(Session session) {
        return session.computeAttributeIfAbsent(KEY, absent -> new RemoteEndpoints());
    }

    void add(RemoteSpot spot, MinaRemoteEndpoint endpoint) {
        known.put(spot, endpoint);
    }

    void remove(RemoteSpot spot, MinaRemoteEndpoint endpoint) {
        known.remove(spot, endpoint);
    }

    /** Finds who waits for a channel. Servers differ in how they name the host that was asked for; the port decides then. */
    Optional<MinaRemoteEndpoint> find(String channelType, Buffer opening) {
        RemoteSpot from = RemoteSpot.of(channelType, opening);
        MinaRemoteEndpoint exact = known.get(from);
        return exact != null
                ? Optional.of(exact)
                : known.entrySet().stream()
                        .filter(entry -> from.number().isPresent()
                                && entry.getKey().number().equals(from.number()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }
}
