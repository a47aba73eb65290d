package portal;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.DialFailedEvent;
import io.arcconnect.spi.event.DialedEvent;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the last connections say about the way to Azure. Nobody is asked for it, so a health check costs nothing. */
@Component
class Reachability implements ArcConnectListener {

    private volatile Optional<ArcConnectException> last = Optional.empty();

    @Override
    public void onDialed(DialedEvent event) {
        last = Optional.empty();
    }

    @Override
    public void onDialFailed(DialFailedEvent event) {
        last = Optional.of(event.failure());
    }

    /** {@return why the last connection was not made; empty when it was} */
    Optional<ArcConnectException> lastFailure() {
        return last;
    }

    /** {@return whether the portal itself is cut off, whichever machine is asked for} */
    boolean isCutOff() {
        return last.map(failure -> failure.reason().code())
                .filter(code -> code.equals("relay.unreachable") || code.equals("arm.unavailable"))
                .isPresent();
    }
}
