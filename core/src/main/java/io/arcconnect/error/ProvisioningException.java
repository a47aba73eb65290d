package io.arcconnect.error;

import io.arcconnect.model.Receipt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A machine could not be brought to the wanted state: an extension, or a plan that was being applied. */
public final class ProvisioningException extends ArcConnectException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Receipt receipt;

    /**
     * Builds the exception.
     *
     * @param failure what happened
     */
    public ProvisioningException(Failure failure) {
        super(failure);
        this.receipt = null;
    }

    /**
     * Builds the exception of a plan that was applied half-way.
     *
     * @param failure what happened
     * @param receipt what was written until then
     */
    public ProvisioningException(Failure failure, Receipt receipt) {
        super(failure);
        this.receipt = receipt;
    }

    /** {@return what {@code apply} had written when it failed, for {@code remove}; empty when nothing was being applied} */
    public Optional<Receipt> receipt() {
        return Optional.ofNullable(receipt);
    }
}
