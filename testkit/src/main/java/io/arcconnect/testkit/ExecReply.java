package io.arcconnect.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * How an {@link EmbeddedSsh} answers a command.
 *
 * @param kind which answer
 * @param status exit status, for {@link Kind#EXIT}
 * @param signal name of the signal that ended it, such as {@code TERM}, for {@link Kind#SIGNAL}
 * @param stdout text written before the end
 * @param stderr text written before the end
 */
public record ExecReply(Kind kind, int status, Optional<String> signal, String stdout, String stderr) {

    /** The kinds of answers. */
    public enum Kind {
        /** It ends with an exit status. */
        EXIT,
        /** It is ended by a signal. */
        SIGNAL,
        /** The channel is closed without a status. */
        SILENT,
        /** It never ends. */
        NEVER,
        /** The server's own small shell answers. */
        BUILT_IN
    }

    /**
     * Writes a text and ends with status 0.
     *
     * @param stdout the text
     * @return the reply
     */
    public static ExecReply out(String stdout) {
        return exit(0, stdout, "");
    }

    /**
     * Ends with a status.
     *
     * @param status 0 to 255
     * @param stdout written before
     * @param stderr written before
     * @return the reply
     */
    public static ExecReply exit(int status, String stdout, String stderr) {
        return new ExecReply(Kind.EXIT, status, Optional.empty(), stdout, stderr);
    }

    /**
     * Ends by a signal.
     *
     * @param signal such as {@code TERM}
     * @return the reply
     */
    public static ExecReply killed(String signal) {
        return new ExecReply(Kind.SIGNAL, 0, Optional.of(Objects.requireNonNull(signal, "signal")), "", "");
    }

    /** {@return a reply that closes the channel without saying how the command ended, as some servers do} */
    public static ExecReply silent() {
        return new ExecReply(Kind.SILENT, 0, Optional.empty(), "", "");
    }

    /** {@return a reply that never comes} */
    public static ExecReply never() {
        return new ExecReply(Kind.NEVER, 0, Optional.empty(), "", "");
    }

    /** {@return what the server's own small shell says, see {@link EmbeddedSsh}} */
    public static ExecReply builtIn() {
        return new ExecReply(Kind.BUILT_IN, 0, Optional.empty(), "", "");
    }

    /** {@return the bytes of {@link #stdout}, in UTF-8} */
    public byte[] stdoutBytes() {
        return stdout.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the bytes of {@link #stderr}, in UTF-8} */
    public byte[] stderrBytes() {
        return stderr.getBytes(StandardCharsets.UTF_8);
    }
}
