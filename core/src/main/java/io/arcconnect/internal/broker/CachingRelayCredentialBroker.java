package io.arcconnect.internal.broker;

import io.arcconnect.internal.watch.RequestTrail;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.spi.Reporter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Issues relay credentials once per machine and service, sets the service up where the policy allows, and keeps what it
 * got until a margin before it expires. Belongs to one caller's credential: never share one between two.
 *
 * <p>It holds 10,000 credentials at most. References to secrets are dropped when they are evicted, refused by the relay,
 * expired for a minute while anybody asks, or {@link #clear cleared}; see {@link io.arcconnect.model.Secret} for why they
 * are not erased.
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
    private final Reporter reporter;

    /**
     * Makes a broker with an empty cache.
     *
     * @param connectivity lists, reads and writes
     * @param compute tells a missing machine from a missing endpoint
     * @param policy what may be written
     * @param lifetime what to ask for, 10 minutes to 3 hours
     * @param clock judges expiry
     * @param reporter told of every step
     */
    public CachingRelayCredentialBroker(
            HybridConnectivityApi connectivity,
            HybridComputeApi compute,
            ServicePolicy policy,
            Duration lifetime,
            Clock clock,
            Reporter reporter) {
        this(
                new CredentialIssuer(connectivity, compute, lifetime, clock, reporter),
                new CredentialCache(clock, CAPACITY),
                new ConcurrentHashMap<>(),
                policy,
                reporter);
    }

    private CachingRelayCredentialBroker(
            CredentialIssuer issuer,
            CredentialCache cache,
            ConcurrentMap<Question, Flight> flights,
            ServicePolicy policy,
            Reporter reporter) {
        this.issuer = issuer;
        this.cache = cache;
        this.flights = flights;
        this.policy = policy;
        this.reporter = reporter;
    }

    @Override
    public Mono<RelayCredentials> credentials(MachineId machine, RelayService service) {
        CredentialCache.Key key = new CredentialCache.Key(machine, service);
        return Mono.deferContextual(context -> cachedOrIssued(key, steps(key, context)));
    }

    @Override
    public Mono<RelayCredentials> renew(MachineId machine, RelayService service, RelayCredentials rejected) {
        CredentialCache.Key key = new CredentialCache.Key(machine, service);
        return Mono.deferContextual(context -> {
            CredentialSteps steps = steps(key, context);
            cache.remove(key, rejected);
            steps.rejected();
            return cachedOrIssued(key, steps);
        });
    }

    @Override
    public void rejected(MachineId machine, RelayService service, RelayCredentials refused) {
        cache.remove(new CredentialCache.Key(machine, service), refused);
    }

    @Override
    public CachingRelayCredentialBroker withServicePolicy(ServicePolicy newPolicy) {
        return new CachingRelayCredentialBroker(issuer, cache, flights, newPolicy, reporter);
    }

    /**
     * Drops what is cached for a machine, of all views.
     *
     * @param machine whose configuration has changed
     */
    public void forget(MachineId machine) {
        cache.removeMachine(machine);
    }

    /** Drops every cached secret, of all views. What is being asked for right now is answered but not kept. */
    public void clear() {
        cache.clear();
    }

    private Mono<RelayCredentials> cachedOrIssued(CredentialCache.Key key, CredentialSteps steps) {
        return cache.get(key).map(steps::cached).map(Mono::just).orElseGet(() -> {
            Flight flight = flights.computeIfAbsent(new Question(key, policy), Flight::new);
            return steps.of(flight.answer(), flight.isNew(), flight.trail());
        });
    }

    private CredentialSteps steps(CredentialCache.Key key, ContextView context) {
        return new CredentialSteps(reporter, reporter.origin(key.machine(), context), key.service());
    }

    private record Question(CredentialCache.Key key, ServicePolicy policy) {}

    /** One question on its way, shared by all who wait for it. */
    private final class Flight {

        private final Question question;
        private final RequestTrail trail = new RequestTrail();
        private final AtomicBoolean first = new AtomicBoolean(true);
        private final Mono<RelayCredentials> answer;

        Flight(Question question) {
            this.question = question;
            // replay, not publish: whoever joins between the value and the completion gets the value too.
            this.answer = Mono.defer(this::ask)
                    .doOnTerminate(this::land)
                    .doOnCancel(this::land)
                    .contextWrite(trail::into)
                    .flux()
                    .replay(1)
                    .refCount(1)
                    .singleOrEmpty();
        }

        /** {@return true to the first who wants the answer: to everybody else it is somebody else's} */
        boolean isNew() {
            return first.compareAndSet(true, false);
        }

        /** {@return names the call that brings the answer} */
        RequestTrail trail() {
            return trail;
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
