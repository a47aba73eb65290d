package portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.ssh.ExecResult;
import java.util.concurrent.TimeoutException;

/** One line of the answer to {@code exec}: {@code alive} again and again, then the result or the failure. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExecLine(
        Boolean alive, Integer exit, String signal, String stdout, String stderr, String error, String message) {

    /** Shows the client that the command runs, and the server that the client is there. */
    static ExecLine running() {
        return new ExecLine(true, null, null, null, null, null, null);
    }

    static ExecLine of(ExecResult result) {
        Integer status = result.exitStatus().isPresent() ? result.exitStatus().getAsInt() : null;
        return new ExecLine(null, status, result.signal().orElse(null), result.stdout(), result.stderr(), null, null);
    }

    static ExecLine failed(Throwable failure) {
        if (failure instanceof ArcConnectException known) {
            return failed(known.reason().code(), known.getMessage());
        }
        if (failure instanceof TimeoutException) {
            return failed("deadline", "The command was ended at the request's deadline.");
        }
        return failed("portal", failure.getMessage());
    }

    private static ExecLine failed(String code, String message) {
        return new ExecLine(null, null, null, null, null, code, message);
    }

    boolean isLast() {
        return alive == null;
    }
}
