package io.arcconnect.internal.relay;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Our frames, read as RFC 6455, section 5, has them: the payload comes out again, in the size that was promised. */
public final class FrameWriterFuzz {

    private FrameWriterFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int key = in.number();
        int times = 1 + in.octet();
        byte[] some = in.rest();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(some);
        }
        byte[] payload = all.toByteArray();
        ByteBuffer out = ByteBuffer.allocate(FrameWriter.framedSize(payload.length));

        FrameWriter.binary(ByteBuffer.wrap(payload), () -> key, out);

        Check.that(!out.hasRemaining(), "as long as promised");
        Check.same(read(out.flip(), key), payload, "what is written is what is read");
    }

    private static byte[] read(ByteBuffer frames, int key) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        while (frames.hasRemaining()) {
            Check.same(frames.get() & 0xFF, 0x82, "a final binary frame");
            int length = frames.get() & 0xFF;
            Check.that(length >= 0x80, "masked");
            length = length == 0xFE ? frames.getShort() & 0xFFFF : length & 0x7F;
            Check.that(length <= FrameWriter.LONGEST_PAYLOAD, "no longer than a listener reads");
            Check.same(frames.getInt(), key, "the key");
            for (int i = 0; i < length; i++) {
                payload.write(frames.get() ^ key >>> 24 - i % 4 * 8);
            }
        }
        return payload.toByteArray();
    }
}
