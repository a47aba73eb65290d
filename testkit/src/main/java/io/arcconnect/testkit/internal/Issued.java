package io.arcconnect.testkit.internal;

import io.arcconnect.testkit.internal.FaultEffect.CredentialFlaw;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one {@code listCredentials} hands out, flaws included (protocol.md 2.2).
 *
 * @param name of the hybrid connection
 * @param accessKey with the right to send
 * @param expiry what the answer says, whatever the key says
 * @param serviceToken for the agent, where a service was named
 */
public record Issued(String name, String accessKey, Instant expiry, Optional<String> serviceToken) {

    /**
     * Issues credentials.
     *
     * @param world signs
     * @param machine whose
     * @param port of the named service, if one was named
     * @param lifetime how long they work
     * @return the credentials
     */
    public static Issued to(World world, MachineRecord machine, Optional<Integer> port, Duration lifetime) {
        Optional<CredentialFlaw> flaw = machine.fault(CredentialFlaw.class, any -> true);
        Instant expiry = world.now().plus(lifetime);
        String name = world.issueName(machine);
        String accessKey = flaw.map(what -> switch (what) {
                    case EXPIRED -> world.sas(World.SEND, name, Duration.ofSeconds(-1));
                    case FORGED ->
                        Sas.sign("http://" + world.host() + "/" + name + "/", World.SEND, new byte[32], expiry);
                    case OTHER_PATH -> world.sas(World.SEND, name + "/other", lifetime);
                    case WITHOUT_TOKEN, EXPIRED_SERVICE_TOKEN -> world.sas(World.SEND, name, lifetime);
                })
                .orElseGet(() -> world.sas(World.SEND, name, lifetime));
        Instant tokenExpiry =
                flaw.filter(CredentialFlaw.EXPIRED_SERVICE_TOKEN::equals).isPresent()
                        ? world.now().minusSeconds(1)
                        : expiry;
        Optional<String> token = flaw.filter(CredentialFlaw.WITHOUT_TOKEN::equals)
                        .isPresent()
                ? Optional.empty()
                : port.map(number -> new ServiceToken(machine.id().key(), number, tokenExpiry).sign(world.agentKey()));
        return new Issued(name, accessKey, expiry, token);
    }
}
