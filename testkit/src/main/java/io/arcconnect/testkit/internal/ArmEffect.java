package io.arcconnect.testkit.internal;

import io.arcconnect.testkit.ArmCall;
import java.util.Map;

/** What a fault does to a call of Azure Resource Manager. */
public sealed interface ArmEffect extends FaultEffect {

    /** {@return which call} */
    ArmCall call();

    /**
     * The same on another call.
     *
     * @param call which
     * @return another effect
     */
    ArmEffect on(ArmCall call);

    /**
     * The call gets this answer.
     *
     * @param call which
     * @param status of the answer
     * @param headers of the answer, {@code Content-Type} included
     * @param body of the answer
     */
    record ArmAnswer(ArmCall call, int status, Map<String, String> headers, String body) implements ArmEffect {
        @Override
        public ArmEffect on(ArmCall other) {
            return new ArmAnswer(other, status, headers, body);
        }
    }

    /**
     * The connection is reset instead of an answer.
     *
     * @param call which
     */
    record ArmReset(ArmCall call) implements ArmEffect {
        @Override
        public ArmEffect on(ArmCall other) {
            return new ArmReset(other);
        }
    }

    /**
     * There is no answer.
     *
     * @param call which
     */
    record ArmHeld(ArmCall call) implements ArmEffect {
        @Override
        public ArmEffect on(ArmCall other) {
            return new ArmHeld(other);
        }
    }

    /**
     * The answer ends with a reset in the middle of its body.
     *
     * @param call which
     */
    record ArmCut(ArmCall call) implements ArmEffect {
        @Override
        public ArmEffect on(ArmCall other) {
            return new ArmCut(other);
        }
    }
}
