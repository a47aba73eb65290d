package io.arcconnect.internal.diagnose;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;

/** A server's first line: the same however it is cut, and of bounded length. */
public final class BannerFuzz {

    private BannerFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int longest = 1 + in.octet();
        byte[] wire = in.rest();
        Check.bounded(wire.length, () -> {
            SshIdentification whole = read(wire, wire.length + 1);
            SshIdentification cut = read(wire, longest);
            Check.same(whole.text(), cut.text(), "the same line however it is cut");
            Check.same(whole.otherText(), cut.otherText(), "the same other text");
            Check.same(whole.isOver(), cut.isOver(), "the same end");
            whole.text().ifPresent(text -> Check.that(text.length() <= 255, "RFC 4253 allows 255"));
        });
    }

    private static SshIdentification read(byte[] wire, int longest) {
        SshIdentification reading = new SshIdentification();
        Check.inPieces(wire, longest, reading::feed);
        return reading;
    }
}
