package io.arcconnect.spi;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.RunCommandResult;
import io.arcconnect.model.RunCommandSpec;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The way to one machine: what a {@link Protocol} is given to work with. */
public interface Route {

    /** {@return the machine} */
    MachineId machine();

    /**
     * Opens a stream to a service of the machine, getting credentials and waiting for the agent as needed.
     *
     * <p><b>Subscribing</b> opens one. <b>Error:</b> {@code ControlPlaneException} or {@code RelayException}.
     *
     * @param service what to reach
     * @return the open stream
     */
    Mono<DuplexStream> dial(RelayService service);

    /**
     * Lets the machine's agent run a script, through Azure Resource Manager and not through the relay: what it says is
     * authenticated without trust in the machine's keys. The script runs with all rights and is taken away again.
     *
     * <p><b>Subscribing</b> runs it, which takes seconds to minutes. <b>Cancel</b> stops it.
     *
     * @param spec the scripts
     * @return how it ended, whatever its exit code; {@code run_command.failed}, {@code run_command.blocked},
     *     {@code run_command.pending}, or {@code arm.forbidden} with the role. By default
     *     {@link UnsupportedOperationException}
     */
    default Mono<RunCommandResult> runCommand(RunCommandSpec spec) {
        return Mono.error(() -> new UnsupportedOperationException("this route runs no scripts"));
    }

    /** {@return what binds local ports} */
    LocalListener listener();

    /**
     * Connects to what this computer reaches.
     *
     * @return by default one that fails with {@link UnsupportedOperationException}
     */
    default LocalDialer localDialer() {
        return (host, port) -> Mono.error(new UnsupportedOperationException("this route dials nothing local"));
    }

    /** {@return where the user's code runs: a bounded set of threads that may block. It ends with the {@code ArcConnect}} */
    Scheduler scheduler();

    /** {@return where a protocol tells what it does on the machine. By default nobody listens} */
    default Reporter reporter() {
        return event -> {};
    }

    /**
     * Finds or makes something that all sessions of one caller share and that is closed with the caller's
     * {@code ArcConnect}: another caller, see {@code ArcConnect.withCredential}, has another.
     *
     * @param key what identifies it; equal keys get the same thing
     * @param factory makes it, once
     * @param <T> its type
     * @return the shared thing
     */
    <T extends AsyncCloseable> T shared(Object key, Supplier<T> factory);

    /**
     * As {@link #shared}, for what all callers share: an engine that holds nothing in anybody's name, neither credentials nor
     * sessions that another caller could be given.
     *
     * @param key what identifies it; equal keys get the same thing
     * @param factory makes it, once
     * @param <T> its type
     * @return the shared thing
     */
    default <T extends AsyncCloseable> T sharedByAll(Object key, Supplier<T> factory) {
        return shared(key, factory);
    }
}
