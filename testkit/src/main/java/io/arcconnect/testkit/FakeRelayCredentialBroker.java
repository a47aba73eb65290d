package io.arcconnect.testkit;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.testkit.internal.fake.PortScript;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/**
 * Relay credentials that open nothing. A call that the test said nothing about throws an {@link AssertionError} that names it,
 * and what says it, at the call.
 *
 * <p>Mutable and safe for any thread: what is said counts for subscriptions from then on.
 */
public final class FakeRelayCredentialBroker implements RelayCredentialBroker {

    private final PortScript script = new PortScript("RelayCredentialBroker");

    private FakeRelayCredentialBroker() {}

    /** {@return one that answers nothing yet} */
    public static FakeRelayCredentialBroker create() {
        return new FakeRelayCredentialBroker();
    }

    /** {@return one that issues {@link #credentials} to whoever asks, and never renews} */
    public static FakeRelayCredentialBroker issuing() {
        return create().onCredentials((machine, service) -> Mono.fromSupplier(() -> credentials(machine)));
    }

    /**
     * Makes credentials of the right form for a fake dialer, valid for an hour.
     *
     * @param machine whose
     * @return credentials that no relay accepts
     */
    public static RelayCredentials credentials(MachineId machine) {
        return new RelayCredentials(
                machine,
                "fake-ns",
                "servicebus.windows.net",
                "microsoft.hybridcompute/machines/fake/1",
                Secret.of("SharedAccessSignature sr=fake"),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(1, ChronoUnit.HOURS),
                Secret.of("fake.service.token"),
                Optional.empty());
    }

    /**
     * Answers {@link #credentials(MachineId, RelayService)}.
     *
     * @param answer for a machine and a service
     * @return this
     */
    public FakeRelayCredentialBroker onCredentials(BiFunction<MachineId, RelayService, Mono<RelayCredentials>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("credentials", arguments -> answer.apply((MachineId) arguments[0], (RelayService) arguments[1]));
        return this;
    }

    /**
     * Answers {@link #renew}.
     *
     * @param answer for a machine and a service
     * @return this
     */
    public FakeRelayCredentialBroker onRenew(BiFunction<MachineId, RelayService, Mono<RelayCredentials>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("renew", arguments -> answer.apply((MachineId) arguments[0], (RelayService) arguments[1]));
        return this;
    }

    /** {@return the calls so far, one a subscription, oldest first, such as {@code credentials(web-01, SSH:22)}} */
    public List<String> calls() {
        return script.calls();
    }

    @Override
    public Mono<RelayCredentials> credentials(MachineId machine, RelayService service) {
        return script.<RelayCredentials>call("credentials", machine, service).singleOrEmpty();
    }

    @Override
    public Mono<RelayCredentials> renew(MachineId machine, RelayService service, RelayCredentials rejected) {
        return script.<RelayCredentials>call("renew", machine, service, rejected)
                .singleOrEmpty();
    }

    @Override
    public void rejected(MachineId machine, RelayService service, RelayCredentials refused) {
        script.note("rejected", machine, service, refused);
    }

    /** {@return this, which writes nothing anyway} */
    @Override
    public RelayCredentialBroker withServicePolicy(ServicePolicy policy) {
        script.note("withServicePolicy", policy);
        return this;
    }
}
