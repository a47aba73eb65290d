package io.arcconnect.internal.relay;

import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import java.util.Optional;

/** What a relay, or whoever stands in its place, says: always a reason of ours, in one line of bounded length. */
public final class ReasonPhraseFuzz {

    private ReasonPhraseFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int code = in.upTo(10_000);
        String text = in.restText();
        Check.bounded(bytes.length, () -> {
            check(RelayFailures.ofAnswer(code, text));
            Optional.ofNullable(RelayFailures.ofClose(code, text)).ifPresent(ReasonPhraseFuzz::check);
            check(RelayFailures.ofDrop(new java.io.IOException(text)));
            check(RelayFailures.ofDialError("host", new java.io.IOException(text)));
        });
    }

    private static void check(Failure failure) {
        Check.that(failure.reason().code().startsWith("relay."), "a reason of the relay's");
        Check.same(failure.stage(), Stage.DIAL, "the stage");
        String message = String.valueOf(new RelayException(failure).getMessage());
        Check.oneLine(message);
        Check.that(message.length() < 3_000, "a bounded message: " + message.length());
        Check.that(
                message.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE),
                "no half of a character");
    }
}
