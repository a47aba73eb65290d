package io.arcconnect.internal.broker;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.RelayCredentialBroker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import reactor.core.publisher.Mono;

/**
 * Issues relay credentials once per machine and service, sets the service up where the policy allows, and keeps what it
 * got until a margin before it expires. Belongs to one caller's credential: never share one between two.
 *
 * <p>Those who ask while somebody else is asking get the same answer; the question is aborted when the last of them
 * cancels. A failure is not kept. Under different policies questions are separate, so that nobody gets the
 * {@code service.not_enabled} of somebody who may less; what was issued is shared.
 */
public final class CachingRelayCredentialBroker implements RelayCredentialBroker {

    /** About 20 MB of credentials. */
    private static final int CAPACITY = 10_000;

    private final CredentialIssuer issuer;
    private final CredentialCache cache;
    private final ConcurrentMap<Question, Flight> flights;
    private final ServicePolicy policy;

    /**
     * Makes a broker with an empty cache.
     *
     * @param connectivity lists, reads and writes
     * @param compute tells a missing machine from a missing endpoint
     * @param policy what may be written
     * @param lifetime what to ask for, 10 minutes to 3 hours
     * @param clock judges expiry
     * @param listener told before each write and after each issue; must neither block nor throw
     */
    public CachingRelayCredentialBroker(
            HybridConnectivityApi connectivity,
            HybridComputeApi compute,
            ServicePolicy policy,
            Duration lifetime,
            Clock clock,
            ArcConnectListener listener) {
        this(
                new CredentialIssuer(connectivity, compute, lifetime, clock, listener),
                new CredentialCache(clock, CAPACITY),
                new ConcurrentHashMap<>(),
                policy);
    }

    private CachingRelayCredentialBroker(
            CredentialIssuer issuer,
            CredentialCache cache,
            ConcurrentMap<Question, Flight> flights,
            ServicePolicy policy) {
        this.issuer = issuer;
        this.cache = cache;
        this.flights = flights;
        this.policy = policy;
    }

    @Override
    public Mono<RelayCredentials> credentials(MachineId machine, RelayService service) {
        CredentialCache.Key key = new CredentialCache.Key(machine, service);
        return Mono.defer(() -> cachedOrIssued(key));
    }

    @Override
    public Mono<RelayCredentials> renew(MachineId machine, RelayService service, RelayCredentials rejected) {
        CredentialCache.Key key = new CredentialCache.Key(machine, service);
        return Mono.defer(() -> {
            cache.remove(key, rejected);
            return cachedOrIssued(key);
        });
    }

    @Override
    public CachingRelayCredentialBroker withServicePolicy(ServicePolicy newPolicy) {
        return new CachingRelayCredentialBroker(issuer, cache, flights, newPolicy);
    }

    /** Drops every cached secret, of all views. What is being asked for right now is answered but not kept. */
    public void clear() {
        cache.clear();
    }

    private Mono<RelayCredentials> cachedOrIssued(CredentialCache.Key key) {
        return Mono.justOrEmpty(cache.get(key)).switchIfEmpty(Mono.defer(() -> {
            Question question = new Question(key, policy);
            return flights.computeIfAbsent(question, Flight::new).answer();
        }));
    }

    private record Question(CredentialCache.Key key, ServicePolicy policy) {}

    /** One question on its way, shared by all who wait for it. */
    private final class Flight {

        private final Question question;
        private final Mono<RelayCredentials> answer;

        Flight(Question question) {
            this.question = question;
            // replay, not publish: whoever joins between the value and the completion gets the value too.
            this.answer = Mono.defer(this::ask)
                    .doOnTerminate(this::land)
                    .doOnCancel(this::land)
                    .flux()
                    .replay(1)
                    .refCount(1)
                    .singleOrEmpty();
        }

        Mono<RelayCredentials> answer() {
            return answer;
        }

        private Mono<RelayCredentials> ask() {
            CredentialCache.Key key = question.key();
            int asOf = cache.generation();
            return Mono.justOrEmpty(cache.get(key))
                    .switchIfEmpty(issuer.issue(key.machine(), key.service(), question.policy())
                            .doOnNext(credentials -> keep(key, credentials, asOf)));
        }

        private void keep(CredentialCache.Key key, RelayCredentials credentials, int asOf) {
            if (credentials.enabledOn().isPresent()) {
                cache.removeOtherPorts(key);
            }
            cache.put(key, credentials, asOf);
        }

        private void land() {
            flights.remove(question, this);
        }
    }
}
