package io.arcconnect.internal.relay;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** WebSocket frames: masking what is sent, and finding the payload of what comes. */
@State(Scope.Thread)
public class FrameBenchmark {

    /** Of one write, or of one frame that comes. */
    @Param({"64", "32768"})
    public int payload;

    private ByteBuffer data = ByteBuffer.allocate(0);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private ByteBuffer incoming = ByteBuffer.allocate(0);
    private FrameParser parser = new FrameParser();

    /** Fills the buffers. */
    @Setup
    public void fill() {
        data = ByteBuffer.allocate(payload);
        out = ByteBuffer.allocateDirect(FrameWriter.framedSize(payload));
        incoming = ByteBuffer.allocateDirect(payload + 4).put((byte) 0x82);
        if (payload <= 125) {
            incoming.put((byte) payload);
        } else {
            incoming.put((byte) 126).putShort((short) payload);
        }
        incoming.position(incoming.position() + payload).flip();
        parser = new FrameParser();
    }

    /**
     * Header, mask and copy.
     *
     * @return what would go to the socket
     */
    @Benchmark
    public ByteBuffer write() {
        FrameWriter.binary(data, () -> ThreadLocalRandom.current().nextInt(), out.clear());
        return out;
    }

    /**
     * Header and payload.
     *
     * @param hole takes the payload
     * @throws FrameViolation never
     */
    @Benchmark
    public void parse(Blackhole hole) throws FrameViolation {
        parser.parse(incoming.rewind(), new FrameParser.Frames() {
            @Override
            public void data(ByteBuffer slice) {
                hole.consume(slice);
            }

            @Override
            public void control(int opcode, byte[] bytes) {
                hole.consume(bytes);
            }
        });
    }
}
