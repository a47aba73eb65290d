package io.arcconnect.internal.net;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No way through the proxy. The message names the proxy and the target, never who signs in. Whoever asked for the
 * connection turns it into an exception of its own with {@link #failure}.
 */
public final class ProxyFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final @Nullable ArcReason reason;
    private final boolean worthAnotherConnection;

    private ProxyFailure(
            @Nullable ArcReason reason, String detail, boolean worthAnotherConnection, @Nullable Throwable cause) {
        super(detail, cause);
        this.reason = reason;
        this.worthAnotherConnection = worthAnotherConnection;
    }

    static ProxyFailure of(ArcReason reason, String detail) {
        return new ProxyFailure(reason, detail, false, null);
    }

    static ProxyFailure unreachable(String detail, @Nullable Throwable cause) {
        return new ProxyFailure(ArcReason.PROXY_UNREACHABLE, detail, false, cause);
    }

    /** The proxy does its work, and what is behind it does not answer. */
    static ProxyFailure behind(String detail) {
        return new ProxyFailure(null, detail, false, null);
    }

    /** The proxy asked for a login and hung up; what it asked for is known now. */
    static ProxyFailure challenged(String detail) {
        return new ProxyFailure(ArcReason.PROXY_AUTHENTICATION_FAILED, detail, true, null);
    }

    /**
     * Finds the proxy's part in what the network threw.
     *
     * @param error anything
     * @return the failure, where the proxy was the cause
     */
    public static Optional<ProxyFailure> in(Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof ProxyFailure failure) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    /**
     * Says it in the words of whoever asked.
     *
     * @param stage of the call
     * @param words what was being done, and a colon
     * @param unreachable the reason for a target that the proxy does not reach
     * @return the failure
     */
    public Failure failure(Stage stage, String words, ArcReason unreachable) {
        return Failure.of(reason == null ? unreachable : reason, stage, words + getMessage())
                .causedBy(this);
    }

    /** {@return whether the same call may succeed later without anybody changing anything} */
    public boolean isTransient() {
        return reason == null || reason.isTransient();
    }

    /** {@return whether a new connection would succeed where this one could not} */
    public boolean isWorthAnotherConnection() {
        return worthAnotherConnection;
    }
}
