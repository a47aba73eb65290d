package io.arcconnect.spi;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How to get a session of some kind on a machine. SSH, RDP and every other use of the relay are values of this type;
 * the core knows none of them.
 *
 * @param <S> the session
 */
@FunctionalInterface
public interface Protocol<S extends AsyncCloseable> {

    /**
     * Opens a session.
     *
     * <p><b>Subscribing</b> opens one. <b>Cancel</b> aborts what is in flight, and a session that is ready at that moment
     * is closed by the protocol.
     *
     * @param route the way to the machine
     * @return the open session, which the caller closes
     */
    Mono<S> open(Route route);

    /**
     * Names what the protocol dials, so that a diagnosis looks there.
     *
     * @return SSH on port 22, unless the protocol says otherwise
     */
    default RelayService service() {
        return RelayService.ssh();
    }

    /**
     * Looks what is wrong between an open relay connection and a session. Called when the service answers.
     *
     * <p><b>Subscribing</b> may dial and log in; it <b>never writes</b>, neither on the machine nor here, and accepts
     * nothing that {@link #open} would have to remember. <b>Completion:</b> after the last step, within two minutes.
     * <b>Error:</b> becomes a step.
     *
     * @param route the way to the machine
     * @return steps in the order of the way; none, unless the protocol has some
     */
    default Flux<DiagnosisStep> diagnose(Route route) {
        return Flux.empty();
    }
}
