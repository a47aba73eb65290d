package io.arcconnect.examples.matrix;

import io.arcconnect.testkit.ArmCall;

/**
 * Where on an operation's way something goes wrong.
 *
 * @param leg which part of the way
 * @param call of Azure Resource Manager; {@link ArmCall#ANY} is the first that the operation makes, and goes with every other
 *     leg
 */
record Place(Leg leg, ArmCall call) {

    /** The parts of the way, in the order in which they are passed. */
    enum Leg {
        /** A call of Azure Resource Manager. */
        CALL,
        /** The answer to the dial. */
        DIAL,
        /** The open connection, before its first byte. */
        GREETING,
        /** SSH until somebody is logged in. */
        LOGIN,
        /** The work, of which {@link Work#BYTES} each way take long enough. */
        WORK
    }

    static Place firstCall() {
        return new Place(Leg.CALL, ArmCall.ANY);
    }

    static Place of(ArmCall call) {
        return new Place(Leg.CALL, call);
    }

    static Place of(Leg leg) {
        return new Place(leg, ArmCall.ANY);
    }
}
