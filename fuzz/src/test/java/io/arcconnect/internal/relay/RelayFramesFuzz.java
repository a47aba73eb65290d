package io.arcconnect.internal.relay;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The relay's frames: what is understood does not depend on where the network cuts, and nothing is gathered. */
public final class RelayFramesFuzz {

    private RelayFramesFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int longest = 1 + in.octet();
        byte[] wire = in.rest();
        Check.bounded(wire.length, () -> {
            byte[] whole = heard(wire, wire.length + 1);
            Check.same(whole, heard(wire, longest), "frames do not depend on how they are cut");
        });
    }

    private static byte[] heard(byte[] wire, int longest) {
        FrameParser parser = new FrameParser();
        Heard heard = new Heard();
        try {
            for (int from = 0; from < wire.length; from += longest) {
                parser.parse(ByteBuffer.wrap(wire, from, Math.min(longest, wire.length - from)), heard);
            }
        } catch (FrameViolation violation) {
            heard.log.writeBytes(("!" + violation.getMessage()).getBytes());
        }
        Check.that(heard.data <= wire.length, "no more payload than bytes");
        return heard.log.toByteArray();
    }

    private static final class Heard implements FrameParser.Frames {

        private final ByteArrayOutputStream log = new ByteArrayOutputStream();
        private int data;

        @Override
        public void data(ByteBuffer slice) {
            Check.that(slice.hasRemaining(), "no empty slice");
            data += slice.remaining();
            while (slice.hasRemaining()) {
                log.write(slice.get());
            }
        }

        @Override
        public void control(int opcode, byte[] payload) {
            Check.that(payload.length <= 125, "a control frame has at most 125 bytes");
            log.writeBytes(("<" + opcode + Arrays.toString(payload) + ">").getBytes());
        }
    }
}
