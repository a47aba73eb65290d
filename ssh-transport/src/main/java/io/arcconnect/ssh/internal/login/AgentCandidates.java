package io.arcconnect.ssh.internal.login;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.SshAgent;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.agent.AgentClient;
import io.arcconnect.ssh.internal.agent.AgentIdentity;
import io.arcconnect.ssh.internal.keys.SshKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The keys of an agent, to be tried one after the other. */
record AgentCandidates(SshAgent agent, MachineId machine, Scheduler scheduler) {

    Flux<Candidate> all() {
        return Mono.justOrEmpty(agent.address())
                .switchIfEmpty(Mono.error(() -> failed("SSH_AUTH_SOCK is not set", null)))
                .flatMapMany(this::keys);
    }

    private Flux<Candidate> keys(Path address) {
        AgentClient client = new AgentClient(address, scheduler);
        return client.identities()
                .onErrorMap(IOException.class, e -> failed("the agent at " + address + " could not be asked", e))
                .flatMapIterable(keys -> keys)
                .filter(this::isOffered)
                .map(key -> candidate(key, client))
                .switchIfEmpty(Mono.error(() -> failed("the agent at " + address + " has no key to offer", null)));
    }

    private boolean isOffered(AgentIdentity key) {
        try {
            return agent.offers(SshKey.fingerprint(key.blob()));
        } catch (IllegalArgumentException unknownKind) {
            return false;
        }
    }

    private Candidate candidate(AgentIdentity identity, AgentClient client) {
        SshKey key = new AgentKey(identity.blob(), client);
        String name = "agent's " + key.type() + " " + key.fingerprint();
        return new KeyCandidate(name, new SshKey() {
            @Override
            public ByteBuffer blob() {
                return key.blob();
            }

            @Override
            public Mono<byte[]> sign(String algorithm, byte[] data) {
                return key.sign(algorithm, data)
                        .onErrorMap(IOException.class, e -> failed("the " + name + " did not sign", e))
                        .publishOn(scheduler);
            }
        });
    }

    private SshException failed(String detail, @org.jspecify.annotations.Nullable IOException e) {
        return new SshException(Failure.of(SshReason.AGENT_UNAVAILABLE, Stage.LOCAL, detail)
                .on(machine)
                .with("problem", e == null ? null : e.getMessage())
                .causedBy(e));
    }
}
