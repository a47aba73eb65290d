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
        WORK,
        /** The SSH server's first words. */
        SERVER,
        /** SSH's exchange of keys and login. */
        SESSION,
        /** The opening of a channel of SSH. */
        CHANNEL,
        /** The request for a program on a channel: a command, a shell, a subsystem. */
        PROGRAM,
        /** A command that ends with a status. */
        COMMAND,
        /** The work on a channel. */
        SSH_WORK,
        /** Requests of SFTP. */
        FILES
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
