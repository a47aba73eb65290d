package io.arcconnect.ssh.internal.login;

import io.arcconnect.ssh.internal.agent.AgentClient;
import io.arcconnect.ssh.internal.keys.SshKey;
import java.nio.ByteBuffer;
import java.util.Map;
import reactor.core.publisher.Mono;

/** A key that an agent holds. */
record AgentKey(ByteBuffer blob, AgentClient agent) implements SshKey {

    private static final Map<String, Integer> FLAGS =
            Map.of("rsa-sha2-256", AgentClient.RSA_SHA2_256, "rsa-sha2-512", AgentClient.RSA_SHA2_512);

    @Override
    public Mono<byte[]> sign(String algorithm, byte[] data) {
        return agent.sign(SshKey.bytes(blob), data, FLAGS.getOrDefault(algorithm, 0));
    }
}
