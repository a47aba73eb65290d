package io.arcconnect.rdp;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import java.util.Optional;

/**
 * How a desktop client ended. It is a value whatever the status is; {@link #orThrow()} makes an error of a failed one.
 *
 * @param client the program
 * @param status its exit status; 128 and more may be a signal's number added to 128, as the JDK has it
 * @param isOrderly whether the status is 0, is one by which FreeRDP says that the session came to its end, or the client was
 *     ended because the tunnel was closed
 * @param meaning what the status means, where the program documents it: FreeRDP does
 * @param output the last 8 KiB of what the program printed
 */
public record ClientExit(String client, int status, boolean isOrderly, Optional<String> meaning, String output) {

    private static final int LONGEST_EVIDENCE = 300;

    /**
     * Makes an error of a failure.
     *
     * @return this, when it is orderly
     * @throws RdpException {@code rdp.client_failed} otherwise
     */
    public ClientExit orThrow() {
        if (isOrderly) {
            return this;
        }
        String last = output.substring(Math.max(0, output.length() - LONGEST_EVIDENCE));
        throw new RdpException(Failure.of(
                        RdpReason.CLIENT_FAILED,
                        Stage.LOCAL,
                        client + " ended with status " + status
                                + meaning.map(text -> ": " + text).orElse(""))
                .with("output", last));
    }

    ClientExit withTheTunnel() {
        return new ClientExit(client, status, true, Optional.of("it was ended because the tunnel was closed"), output);
    }
}
