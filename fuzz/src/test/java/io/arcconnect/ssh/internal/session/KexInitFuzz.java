package io.arcconnect.ssh.internal.session;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;

/** A server's first packet, as the diagnosis reads it: the same however it is cut. */
public final class KexInitFuzz {

    private KexInitFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int longest = 1 + in.octet();
        byte[] wire = in.rest();
        Check.bounded(wire.length, () -> {
            KexInitReading whole = read(wire, wire.length + 1);
            KexInitReading cut = read(wire, longest);
            Check.same(whole.offer(), cut.offer(), "the same offer however it is cut");
            Check.same(whole.isOver(), cut.isOver(), "the same end");
        });
    }

    private static KexInitReading read(byte[] wire, int longest) {
        KexInitReading reading = new KexInitReading();
        Check.inPieces(wire, longest, piece -> {
            if (!reading.isOver()) {
                reading.feed(piece);
            }
        });
        return reading;
    }
}
