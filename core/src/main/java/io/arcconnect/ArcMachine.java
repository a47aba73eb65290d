package io.arcconnect;

import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.Plan;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Removal;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Protocol;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A handle on one machine. It holds nothing open and asks nothing until a returned publisher is subscribed to; each
 * subscription is a new attempt. Every error is an {@code ArcConnectException} with the machine, the stage, a reason code
 * and a remedy; only once the {@link ArcConnect} is closed it is an {@link IllegalStateException}.
 */
public interface ArcMachine {

    /** {@return which machine} */
    MachineId id();

    /**
     * Reads what Azure Resource Manager knows of the machine.
     *
     * @return its state; {@code arm.machine_not_found} when there is none
     */
    Mono<MachineState> state();

    /**
     * Reads the machine's extensions.
     *
     * @return all of them, possibly none; {@code arm.machine_not_found} when there is no machine
     */
    Flux<ExtensionState> extensions();

    /**
     * Installs an extension unless it is there, and waits until it is. <b>Subscribing writes</b> where the extension is
     * missing or differs.
     *
     * @param extension what
     * @return the outcome; {@code provisioning.extension_failed}, {@code provisioning.canceled} or
     *     {@code provisioning.pending} otherwise
     */
    Mono<ProvisionOutcome> provision(ExtensionSpec extension);

    /**
     * Gets relay credentials. <b>Subscribing writes</b> only as far as the {@link ServicePolicy} allows.
     *
     * @param service for what
     * @return the credentials, cached until a margin before they expire; printing them is safe. {@code service.not_enabled}
     *     where something would have to be written and may not be
     */
    Mono<RelayCredentials> relayCredentials(RelayService service);

    /**
     * Opens a raw stream to a service of the machine. <b>Subscribing writes</b> only as far as the {@link ServicePolicy}
     * allows. Waits for an agent that does not listen (yet): 150 seconds after a service was set up, otherwise 60, see
     * {@link TimingSpec#dialBudget}.
     *
     * @param service to what
     * @return the open stream, which the caller closes; {@code service.not_enabled}, or a {@code RelayException} that says
     *     how far it came
     */
    Mono<DuplexStream> dial(RelayService service);

    /**
     * Opens a session that the caller closes, after the waits of {@link #dial}. Prefer {@link #use}.
     *
     * @param protocol of which kind
     * @param <S> the session
     * @return the open session
     */
    <S extends AsyncCloseable> Mono<S> connect(Protocol<S> protocol);

    /**
     * Opens a session, runs work on it and closes it, whether the work completes, fails or is cancelled. The work runs on
     * a library thread that may block, and is not limited in time. A failed or slow close never replaces the result.
     *
     * @param protocol of which kind
     * @param work what to do
     * @param <S> the session
     * @param <R> the result
     * @return the result of the work
     */
    <S extends AsyncCloseable, R> Mono<R> use(Protocol<S> protocol, Function<? super S, Mono<R>> work);

    /**
     * As {@link #use}, for work with many results.
     *
     * @param protocol of which kind
     * @param work what to do
     * @param <S> the session
     * @param <R> one result
     * @return the results of the work
     */
    <S extends AsyncCloseable, R> Flux<R> stream(Protocol<S> protocol, Function<? super S, Flux<R>> work);

    /**
     * Says what connecting would change: extension, endpoint, service configuration, and the provider's registration. Writes
     * nothing.
     *
     * @param spec how the machine should be reachable
     * @return the plan; {@code arm.machine_not_found} and {@code arm.forbidden} where too little may be read to make one.
     *     What is in the way of applying it is in the plan
     * @throws IllegalStateException when subscribed to, where the calls to {@code Microsoft.HybridConnectivity} are replaced
     *     by nothing
     */
    Mono<Plan> plan(ConnectSpec spec);

    /**
     * Makes the changes of a plan, and no others, in its order, then verifies that an SSH server answers. <b>Subscribing
     * writes</b>, whatever the {@link ServicePolicy}: handing the plan over is the consent to it. Looks first: what has been
     * done meanwhile, by somebody else or by an {@code apply} that did not come to its end, is accepted and not done again.
     *
     * <p><b>Error:</b> a {@code ProvisioningException}, whose {@code receipt()} says what was written until then;
     * {@code plan.outdated}, with nothing written, when more would be needed than the plan says;
     * {@code provisioning.unverified} or the relay's own reason when no SSH server answers in the end. <b>Cancel</b> stops
     * after the request that is under way; apply the same plan again to go on.
     *
     * @param plan of this machine
     * @return what this call wrote; a later {@code remove} needs it
     * @throws IllegalArgumentException when the plan is another machine's
     */
    Mono<Receipt> apply(Plan plan);

    /**
     * Undoes what one {@code apply} wrote, the last first, and only where it still is as it was written. <b>Subscribing
     * writes.</b> A registration and a replaced version are left; what somebody has changed since, or builds on, is refused;
     * what fails does not keep the rest from being undone.
     *
     * @param receipt of this machine
     * @return what was undone and what was not, one item a change
     * @throws IllegalArgumentException when the receipt is another machine's
     */
    Mono<Removal> remove(Receipt receipt);

    /**
     * Looks what is wrong on the way to the machine, up to the banner of its SSH server. Goes as far as it can, each step
     * bounded in time. <b>Writes nothing</b>, whatever the {@link ServicePolicy} allows: it reads, lists credentials, which
     * changes nothing on the machine, and dials.
     *
     * @return what was found; never an {@code ArcConnectException}, which becomes a step
     */
    Mono<Diagnosis> diagnose();

    /**
     * As {@link #diagnose()}, for what the protocol dials, and then what the protocol itself finds: for SSH algorithms,
     * host key and login. The login is tried, so a wrong password counts as one on the machine.
     *
     * @param protocol of which kind
     * @return what was found; never an {@code ArcConnectException}, which becomes a step
     */
    Mono<Diagnosis> diagnose(Protocol<?> protocol);

    /**
     * The same machine under another policy.
     *
     * @param policy what may be written
     * @return another handle
     */
    ArcMachine withServicePolicy(ServicePolicy policy);
}
