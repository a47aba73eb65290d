package io.arcconnect.ssh;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a command ended (RFC 4254, section 6.10). A server may report a status, a signal, or neither.
 *
 * @param status the exit status, 0 to 255 on Unix, any number on Windows
 * @param signal the signal's name without SIG, such as {@code TERM}
 */
public record ExitStatus(OptionalInt status, Optional<String> signal) {

    /**
     * A status.
     *
     * @param status the number
     * @return how it ended
     */
    public static ExitStatus of(int status) {
        return new ExitStatus(OptionalInt.of(status), Optional.empty());
    }

    /**
     * A signal.
     *
     * @param name without SIG
     * @return how it ended
     */
    public static ExitStatus signalled(String name) {
        return new ExitStatus(OptionalInt.empty(), Optional.of(name));
    }

    /** {@return an end of which the server said nothing} */
    public static ExitStatus unreported() {
        return new ExitStatus(OptionalInt.empty(), Optional.empty());
    }

    /** {@return whether the status is zero; an unreported one is no success} */
    public boolean isSuccess() {
        return status.isPresent() && status.getAsInt() == 0;
    }

    /** {@return such as {@code status 7}, {@code signal TERM} or {@code no status}} */
    @Override
    public String toString() {
        return signal.map(name -> "signal " + name)
                .orElseGet(() -> status.isPresent() ? "status " + status.getAsInt() : "no status");
    }
}
