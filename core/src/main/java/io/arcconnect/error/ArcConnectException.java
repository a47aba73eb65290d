package io.arcconnect.error;

import io.arcconnect.model.MachineId;
import java.util.Map;
import java.util.Optional;

/**
 * Any failure of ArcConnect. The message reads {@code code machine: what happened. Remedy. [evidence]}; programs read
 * {@link #reason()}.
 *
 * <p>Bad arguments are not reported this way: they are {@link NullPointerException} or
 * {@link IllegalArgumentException} at the call.
 */
public abstract sealed class ArcConnectException extends RuntimeException
        permits ControlPlaneException, ProvisioningException, RelayException, ProtocolException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /**
     * Builds the message from the failure.
     *
     * @param failure what happened
     */
    protected ArcConnectException(Failure failure) {
        super(failure.message(), failure.cause().orElse(null));
        this.failure = failure;
    }

    /** {@return everything this exception says, as a value} */
    public Failure failure() {
        return failure;
    }

    /** {@return why: a stable code, whether it may pass by itself, and a remedy} */
    public ErrorReason reason() {
        return failure.reason();
    }

    /** {@return where on its way the call was} */
    public Stage stage() {
        return failure.stage();
    }

    /** {@return which machine, where one is known} */
    public Optional<MachineId> machine() {
        return failure.machine();
    }

    /** {@return named evidence, such as {@code trackingId} or {@code http}} */
    public Map<String, String> facts() {
        return failure.facts();
    }
}
