package portal;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ActionEndedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One line for each command and terminal: who, where, what, and how it ended. */
@Component
class AuditLog implements ArcConnectListener {

    private static final Logger LOG = LoggerFactory.getLogger("audit");

    @Override
    public void onActionEnded(ActionEndedEvent event) {
        LOG.info(
                "person={} machine={} user={} action={} outcome={} in={} out={} took={}",
                event.caller().orElse("-"),
                event.machine().map(MachineId::name).orElse("-"),
                event.action().user().orElse("-"),
                event.action().kind(),
                event.outcome(),
                event.bytesIn(),
                event.bytesOut(),
                event.took());
    }
}
