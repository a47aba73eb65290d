package io.arcconnect.testkit;

import io.arcconnect.model.AzureResource;
import io.arcconnect.testkit.internal.Seed;
import io.arcconnect.testkit.internal.arm.ArmThrottle;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Gathers what an {@link ArcEmulator} emulates. Dies at {@link #start()}. */
public final class ArcEmulatorBuilder {

    final List<EmulatedMachine> machines = new ArrayList<>();
    final Set<String> denied = new LinkedHashSet<>();
    Duration relayDelay = Duration.ZERO;
    Delays delays = Delays.none();
    int relayBuffer = 512 << 10;
    Duration rendezvousValidity = Duration.ofSeconds(30);
    Duration retryAfter = Duration.ZERO;
    Optional<ArmThrottle> throttle = Optional.empty();
    Clock clock = Clock.systemUTC();
    int pageSize = 100;
    final Map<String, Integer> unregistered = new LinkedHashMap<>();
    final List<AzureResource> otherResources = new ArrayList<>();
    Optional<EntraEmulator> entra = Optional.empty();
    Optional<Seed> seed = Optional.empty();
    private boolean started;
    boolean relayByAddress;

    ArcEmulatorBuilder() {}

    /**
     * Adds a machine.
     *
     * @param machine with a name of its own
     * @return this
     * @throws IllegalArgumentException when there is one of that name already
     */
    public ArcEmulatorBuilder machine(EmulatedMachine machine) {
        String name = machine.spec().id.name();
        if (machines.stream().anyMatch(other -> other.spec().id.name().equalsIgnoreCase(name))) {
            throw new IllegalArgumentException("two emulated machines are named " + name);
        }
        machines.add(machine);
        return this;
    }

    /**
     * Takes the registration of a resource provider away: its calls are refused until somebody registers it and has looked
     * at the registration often enough (protocol.md 2.7, 8.2). Default: everything is registered.
     *
     * @param namespace such as {@code Microsoft.HybridConnectivity}
     * @param looks how many looks say {@code Registering} before one says {@code Registered}; zero or more
     * @return this
     */
    public ArcEmulatorBuilder unregistered(String namespace, int looks) {
        unregistered.put(Objects.requireNonNull(namespace, "namespace"), looks);
        return this;
    }

    /**
     * Adds a resource that is no emulated machine, such as a {@code Microsoft.Compute/virtualMachines} of the same name. It
     * occurs in lists only.
     *
     * @param resource with a full resource id
     * @return this
     */
    public ArcEmulatorBuilder resource(AzureResource resource) {
        otherResources.add(Objects.requireNonNull(resource, "resource"));
        return this;
    }

    /**
     * Sets how many machines or resources one page of a list holds. Default: 100.
     *
     * @param size 1 or more
     * @return this
     */
    public ArcEmulatorBuilder pageSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("pageSize must be 1 or more, got " + size);
        }
        this.pageSize = size;
        return this;
    }

    /**
     * Delays data in the relay. It delays only: as much passes per second as without. Default: zero.
     *
     * @param oneWay added to each direction
     * @return this
     */
    public ArcEmulatorBuilder relayDelay(Duration oneWay) {
        this.relayDelay = Objects.requireNonNull(oneWay, "oneWay");
        return this;
    }

    /**
     * Lets dials and agents take their time. Default: {@link Delays#none()}. A machine's own
     * {@link EmulatedMachine#agentDelay} goes before that of its listener here. Choose the client's own waits to fit: with
     * {@code Delays.azureLike().scaled(0.01)} they are a hundredth of those that Azure needs.
     *
     * @param newDelays such as {@code Delays.azureLike().scaled(0.01)}
     * @return this
     */
    public ArcEmulatorBuilder delays(Delays newDelays) {
        this.delays = Objects.requireNonNull(newDelays, "delays");
        return this;
    }

    /**
     * Sets how much of a direction the relay holds while its receiver does not read, before it stops reading from the sender:
     * 16 MiB as the service, which then reads again below 14 MiB (protocol.md 3.5), or less, so that many stalled connections
     * need little memory. What lies in the sockets' own buffers comes on top. Default: 512 KiB.
     *
     * @param bytes 64 KiB to 64 MiB
     * @return this
     * @throws IllegalArgumentException when out of range
     */
    public ArcEmulatorBuilder relayBuffer(int bytes) {
        if (bytes < 64 << 10 || bytes > 64 << 20) {
            throw new IllegalArgumentException("relayBuffer must be 64 KiB to 64 MiB, got " + bytes);
        }
        this.relayBuffer = bytes;
        return this;
    }

    /**
     * Takes an action away from the caller's roles: calls that need it get 403 {@code AuthorizationFailed}.
     *
     * @param action such as {@code Microsoft.HybridConnectivity/endpoints/listCredentials/action}
     * @return this
     */
    public ArcEmulatorBuilder deny(String action) {
        denied.add(Objects.requireNonNull(action, "action"));
        return this;
    }

    /**
     * Refuses writes that come too fast with 429 and {@code Retry-After: 1}, per caller and subscription, as Azure Resource
     * Manager does with everything but {@code GET}. Default: no call is too fast. Time is real.
     *
     * @param burst at once after a pause
     * @param perSecond in the long run
     * @return this
     */
    public ArcEmulatorBuilder throttleWrites(int burst, double perSecond) {
        this.throttle = Optional.of(new ArmThrottle(burst, perSecond));
        return this;
    }

    /**
     * Sets the {@code Retry-After} of running operations. Default: none is sent, so that the client's own interval counts.
     * Use 1 second for clients in other languages, which do not take 0 for "at once".
     *
     * @param interval zero or more whole seconds
     * @return this
     * @throws IllegalArgumentException when it is anything else, which the header cannot say
     */
    public ArcEmulatorBuilder retryAfter(Duration interval) {
        if (interval.isNegative() || !interval.equals(Duration.ofSeconds(interval.toSeconds()))) {
            throw new IllegalArgumentException("retryAfter must be whole seconds, got " + interval);
        }
        this.retryAfter = interval;
        return this;
    }

    /**
     * Sets how long a listener may take to answer. Default: 30 seconds, as the service (protocol.md 3.10).
     *
     * @param validity of a rendezvous address
     * @return this
     */
    public ArcEmulatorBuilder rendezvousValidity(Duration validity) {
        this.rendezvousValidity = Objects.requireNonNull(validity, "validity");
        return this;
    }

    /**
     * Accepts the access tokens that an emulated Entra ID has issued, beside those of {@link ArcEmulator#credential()}. Their
     * owners are callers of their own, see {@link ArcEmulator#credential(String)}.
     *
     * @param newEntra which; whoever started it closes it
     * @return this
     */
    public ArcEmulatorBuilder entra(EntraEmulator newEntra) {
        this.entra = Optional.of(newEntra);
        return this;
    }

    /**
     * Names the relay {@code 127.0.0.1} instead of a name below {@code localhost}, for whoever resolves names by itself and
     * cannot resolve those, such as a real HTTP proxy, or a dialer of one's own on the resolver of the JDK.
     *
     * @return this
     */
    public ArcEmulatorBuilder relayByAddress() {
        this.relayByAddress = true;
        return this;
    }

    /**
     * Sets the clock that tokens and {@link EmulatedMachine#agentDelay} are judged by. Default: the system's.
     *
     * @param newClock such as a {@link MutableClock}
     * @return this
     */
    public ArcEmulatorBuilder clock(Clock newClock) {
        this.clock = Objects.requireNonNull(newClock, "clock");
        return this;
    }

    /**
     * Sets what names, ids, delays and {@linkplain Fault#sometimes random faults} are drawn from: with the same seed each
     * machine draws the same again, in the same order. What depends on when threads come stays free. Default: the system
     * property {@code arcconnect.emulator.seed}, otherwise a new one for each emulator.
     *
     * @param number such as {@link ArcEmulator#seed()} of a run that failed
     * @return this
     */
    public ArcEmulatorBuilder seed(long number) {
        this.seed = Optional.of(new Seed(number));
        return this;
    }

    /**
     * Starts it. Blocks for a moment.
     *
     * @return the running emulator, which the caller closes
     * @throws IllegalStateException when it was started before: a builder makes one emulator
     */
    public ArcEmulator start() {
        if (started) {
            throw new IllegalStateException("this builder has started its emulator");
        }
        started = true;
        return new ArcEmulator(this);
    }
}
