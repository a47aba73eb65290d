package io.arcconnect.testkit.internal;

import io.arcconnect.testkit.RecordedDial;
import io.arcconnect.testkit.RecordedRequest;

/** Told what reached the emulator. */
public interface Journal {

    /**
     * A call of Azure Resource Manager was answered.
     *
     * @param request the call
     */
    void request(RecordedRequest request);

    /**
     * A dial was answered, or given up.
     *
     * @param dial the dial
     */
    void dial(RecordedDial dial);
}
