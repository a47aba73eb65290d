package io.arcconnect.ssh;

import io.arcconnect.spi.Route;
import reactor.core.publisher.Flux;

/** Knows machines' host keys from elsewhere than the connection that is to be authenticated. */
@FunctionalInterface
public interface HostKeySource {

    /**
     * Finds a machine's keys. Called on a library thread that may block, before anything is dialled.
     *
     * @param route to the machine, as the caller may go it
     * @return all its keys; none means that it is not known here, an error is the opening's own
     */
    Flux<HostKey> hostKeys(Route route);
}
