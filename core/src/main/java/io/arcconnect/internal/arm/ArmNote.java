package io.arcconnect.internal.arm;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.util.Context;
import io.arcconnect.spi.event.Origin;
import java.util.Locale;
import java.util.Optional;

/** What a request is about: travels with it through the pipeline, for whoever tells of it there. */
record ArmNote(ArmCall call, Origin origin) {

    private static final String KEY = "arc-note";

    Context into(Context context) {
        return context.addData(KEY, this);
    }

    static Optional<ArmNote> of(HttpPipelineCallContext context) {
        return context.getData(KEY).map(ArmNote.class::cast);
    }

    /** {@return such as {@code list-credentials}} */
    String word() {
        return call.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
