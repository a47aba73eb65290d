package io.arcconnect;

import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.ArcEvent;
import java.util.Optional;

/** Reports on behalf of a caller with a label. */
record CallerReporter(EventThread events, Optional<String> caller, boolean wantsCommands) implements Reporter {

    @Override
    public void report(ArcEvent event) {
        events.report(event);
    }
}
