package io.arcconnect.internal.watch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Remembers the {@code x-ms-client-request-id} of the last {@code listCredentials} of what runs below it, so that those who
 * share its answer can name the call that brought it. Travels in Reactor's context.
 */
public final class RequestTrail {

    private volatile @Nullable String last;

    /**
     * Leaves an id on the trail of whoever follows this subscription, if anybody does.
     *
     * @param context of the subscription
     * @param clientRequestId the id
     */
    public static void leave(ContextView context, String clientRequestId) {
        context.<RequestTrail>getOrEmpty(RequestTrail.class).ifPresent(trail -> trail.last = clientRequestId);
    }

    /**
     * Makes what runs above this context leave its ids here.
     *
     * @param context of the subscription
     * @return the context with this trail
     */
    public Context into(Context context) {
        return context.put(RequestTrail.class, this);
    }

    /** {@return the last id; empty while there is none} */
    public Optional<String> last() {
        return Optional.ofNullable(last);
    }
}
