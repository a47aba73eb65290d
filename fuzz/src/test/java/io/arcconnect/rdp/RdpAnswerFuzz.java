package io.arcconnect.rdp;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Whoever listens where a desktop was looked for: the same answer however it is cut. */
public final class RdpAnswerFuzz {

    private RdpAnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int longest = 1 + in.octet();
        byte[] wire = in.rest();
        Check.bounded(
                wire.length,
                () -> Check.same(answer(wire, wire.length + 1), answer(wire, longest), "the same however it is cut"));
    }

    private static RdpAnswer answer(byte[] wire, int longest) {
        AnswerReading reading = new AnswerReading();
        for (int from = 0; from < wire.length; from += longest) {
            byte[] piece = Arrays.copyOfRange(wire, from, Math.min(wire.length, from + longest));
            Optional<RdpAnswer> answer = reading.take(ByteBuffer.wrap(piece));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return reading.atEnd();
    }
}
