package io.arcconnect;

import com.azure.core.credential.TokenCredential;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineQuery;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.AsyncCloseable;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The way to Azure Arc machines. It owns connections, threads and cached credentials, so make one and keep
 * it; everything it created ends with {@link #close()}, which does nothing until it is subscribed to: {@code arc.close().block()}.
 *
 * <pre>{@code
 * ArcConnect arc = ArcConnect.builder()
 *         .credential(credential)
 *         .servicePolicy(ServicePolicy.ENABLE_IF_MISSING)
 *         .build();
 * Mono<String> uptime = arc.machine(resourceId)
 *         .use(ssh, session -> session.exec("uptime"))
 *         .map(ExecResult::orThrow)
 *         .map(ExecResult::stdout);
 * }</pre>
 */
public interface ArcConnect extends AsyncCloseable {

    /**
     * Connects with every default: public Azure, and nothing is ever written to a machine's configuration.
     *
     * @param credential whoever is asking
     * @return an open {@code ArcConnect}
     */
    static ArcConnect create(TokenCredential credential) {
        return builder().credential(credential).build();
    }

    /** {@return a builder with every default} */
    static ArcConnectBuilder builder() {
        return new ArcConnectBuilder();
    }

    /**
     * Looks at the same machines as somebody else. The view shares connections, threads and options with this
     * {@code ArcConnect}, and nothing that belongs to a caller: no token, no relay credentials, no question under way, no
     * session. It is cheap, needs no {@link #close} of its own where it opened nothing, and ends with this one; its
     * {@code close()} ends what it opened and nothing else.
     *
     * @param credential whoever is asking
     * @return a view without a label
     * @throws IllegalStateException when this is closed, or when a port that acts on behalf of the caller was replaced, so
     *     that the credential would have no effect
     */
    ArcConnect withCredential(TokenCredential credential);

    /**
     * As {@link #withCredential(TokenCredential)}, with a name for {@code ArcEvent.caller()}: who asked for it, in an audit
     * log.
     *
     * @param credential whoever is asking
     * @param label such as a user's id; 1 to 200 characters without line breaks
     * @return a view
     * @throws IllegalArgumentException when the label is none
     */
    ArcConnect withCredential(TokenCredential credential, String label);

    /**
     * Names a machine. Nothing is asked.
     *
     * @param id which
     * @return a handle on it
     */
    ArcMachine machine(MachineId id);

    /**
     * Names a machine by its resource id. Nothing is asked.
     *
     * @param resourceId any form that {@link MachineId#parse} reads
     * @return a handle on it
     * @throws IllegalArgumentException when it is malformed
     */
    default ArcMachine machine(String resourceId) {
        return machine(MachineId.parse(resourceId));
    }

    /**
     * Names a machine by its parts. Nothing is asked.
     *
     * @param subscriptionId a GUID
     * @param resourceGroup the resource group
     * @param name the machine
     * @return a handle on it
     * @throws IllegalArgumentException when a part is malformed
     */
    default ArcMachine machine(String subscriptionId, String resourceGroup, String name) {
        return machine(MachineId.of(subscriptionId, resourceGroup, name));
    }

    /**
     * Lists machines: the {@code Microsoft.HybridCompute/machines} of a subscription or resource group that match. A page is
     * read when somebody wants a machine of it, so {@code take(10)} of a large subscription costs a call or two.
     *
     * <pre>{@code
     * arc.machines(MachineQuery.inSubscription(id).withStatus("Connected").withOs("linux").withTag("env", "prod"))
     *         .map(state -> arc.machine(state.id()))
     * }</pre>
     *
     * @param query where, and which; the filters are applied here, not by the service
     * @return what Azure Resource Manager knows of each; {@code arm.machine_not_found} when the scope does not exist
     */
    Flux<MachineState> machines(MachineQuery query);

    /**
     * Lets what is under way come to its end, then closes. From the subscription on nothing new is opened: an open fails
     * with an {@link IllegalStateException}. Sessions that nobody uses, such as those of a pool, are closed at once; the
     * others are waited for until whoever opened them has closed them. Commands on open sessions go on, and more may be
     * started there.
     *
     * @param longest how long that may take, before {@link #close()} ends the rest; more than zero
     * @return the end; it never errors, and cancelling does not open it again
     * @throws IllegalArgumentException when not more than zero
     */
    Mono<Void> drain(Duration longest);

    /**
     * Closes without a farewell: connections are dropped at once, commands that run are lost, and nothing is waited for that the
     * other side would have to do. For a program that must end now; otherwise {@link #close()}.
     *
     * @return the end; it never errors
     */
    Mono<Void> closeNow();

    /**
     * Gathers machines for the same work on each. Nothing is asked, and the source is not subscribed to, before the outcomes
     * are; a source that reads page by page is read as machines are begun.
     *
     * @param machines which, such as {@code arc.machines(query).map(state -> arc.machine(state.id()))}; each with its own
     *     caller and policy
     * @return the fleet
     */
    Fleet fleet(Publisher<? extends ArcMachine> machines);

    /**
     * As {@link #fleet(Publisher)}, for machines that are known.
     *
     * @param machines which
     * @return the fleet
     */
    default Fleet fleet(Iterable<? extends ArcMachine> machines) {
        return fleet(Flux.fromIterable(machines));
    }

    /**
     * Finds a machine by name among the four types that an Arc agent serves (protocol.md 7.2). It lists the resources of the
     * group, which needs a role such as Reader there; whoever knows the type names the machine by its id instead.
     *
     * @param subscriptionId a GUID
     * @param resourceGroup the resource group
     * @param name the machine
     * @return a handle on it; {@code arm.machine_not_found} when no Arc machine has the name, with what has it instead, and
     *     {@code arm.machine_ambiguous} when several have
     * @throws IllegalArgumentException when a part is malformed
     */
    Mono<ArcMachine> find(String subscriptionId, String resourceGroup, String name);
}
