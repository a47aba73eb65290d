package io.arcconnect.ssh.internal.login;

import io.arcconnect.ssh.internal.wire.WireReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** What a server answers to a step of a login (RFC 4252, section 5.1). */
public sealed interface AuthReply {

    int FAILURE = 51;

    /** The user is logged in. */
    record Accepted() implements AuthReply {}

    /**
     * This step did not suffice.
     *
     * @param methods what may be tried now; empty when the server does not say
     * @param isPartial whether it was right, and more is wanted
     */
    record Refused(List<String> methods, boolean isPartial) implements AuthReply {}

    /**
     * A message that belongs to the method.
     *
     * @param number 60 to 79, with a meaning in each method
     * @param body what follows the number
     */
    record Message(int number, ByteBuffer body) implements AuthReply {}

    /** Reads any but the first kind. */
    static AuthReply parse(int number, ByteBuffer body) {
        if (number != FAILURE) {
            return new Message(number, body);
        }
        WireReader in = new WireReader(body);
        List<String> methods = Stream.of(in.readText().split(","))
                .filter(method -> !method.isEmpty())
                .toList();
        return new Refused(methods, in.readByte() != 0);
    }

    /** {@return whether a login may end or begin anew here} */
    default boolean isProgress() {
        return this instanceof Accepted || (this instanceof Refused refused && refused.isPartial());
    }
}
