package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.FaultEffect.OperationFate;

/** What goes wrong in long-running operations, in each {@link LroStyle} (protocol.md 1.3). */
abstract sealed class OperationFaults extends ArmFaults permits CredentialFaults {

    OperationFaults() {}

    /** {@return the next operation that begins says for ever that it runs} */
    public static Fault operationStuck() {
        return operation("operationStuck", OperationFate.STUCK);
    }

    /** {@return the next operation that begins ends as {@code Failed}} */
    public static Fault operationFailed() {
        return operation("operationFailed", OperationFate.FAILED);
    }

    /** {@return the next operation that begins ends as {@code Canceled}} */
    public static Fault operationCancelled() {
        return operation("operationCancelled", OperationFate.CANCELLED);
    }

    /**
     * The next operation that begins is forgotten: looks at it get 404. The work is done all the same. In
     * {@link LroStyle#PROVISIONING_STATE} there is nothing but the resource to look at, and nothing goes wrong.
     *
     * @return the fault
     */
    public static Fault operationForgotten() {
        return operation("operationForgotten", OperationFate.FORGOTTEN);
    }

    /**
     * The next operation that begins is said to be followed on another host, {@code 127.0.0.1} instead of {@code localhost}, to
     * which a client must not send its token; one that does is in {@link ArcEmulator#requests}. In
     * {@link LroStyle#PROVISIONING_STATE} no address is named, and nothing goes wrong.
     *
     * @return the fault
     */
    public static Fault pollHostForeign() {
        return operation("pollHostForeign", OperationFate.FOREIGN_HOST);
    }

    private static Fault operation(String name, OperationFate fate) {
        return Fault.of(name, "", FaultPlace.OPERATION, fate);
    }
}
