package io.arcconnect.ssh.internal.socks;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Programs that speak SOCKS, or something else, to a local port: the same target however it is cut. */
public final class SocksFuzz {

    private SocksFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int longest = 1 + in.octet();
        byte[] wire = in.rest();
        Check.bounded(
                wire.length,
                () -> Check.same(
                        talk(wire, wire.length + 1), talk(wire, longest), "the same target however it is cut"));
    }

    private static String talk(byte[] wire, int longest) {
        SocksDialogue dialogue = new SocksDialogue();
        StringBuilder said = new StringBuilder();
        int from = 0;
        boolean ask = false;
        while (ask || from < wire.length) {
            byte[] piece = ask ? new byte[0] : Arrays.copyOfRange(wire, from, Math.min(wire.length, from + longest));
            from += piece.length;
            SocksStep step = dialogue.take(ByteBuffer.wrap(piece));
            ask = step instanceof SocksStep.Send;
            if (step instanceof SocksStep.Send send) {
                said.append(send);
            } else if (step instanceof SocksStep.Connect target) {
                Check.oneLine(target.host());
                Check.that(!target.host().isEmpty() && target.host().length() <= 255, "a name");
                Check.that(target.port() > 0 && target.port() < 65_536, "a port");
                ByteArrayOutputStream rest = new ByteArrayOutputStream();
                while (dialogue.rest().position(rest.size()).hasRemaining()) {
                    rest.write(dialogue.rest().get(rest.size()));
                }
                rest.write(wire, from, wire.length - from);
                return said.append(target) + Arrays.toString(rest.toByteArray());
            } else if (step instanceof SocksStep.Refuse refusal) {
                // In which words does depend on it.
                return said + "refused: " + refusal.why().isEmpty();
            } else {
                Check.that(dialogue.rest().remaining() < SocksDialogue.LONGEST, "no more is kept than a request needs");
            }
        }
        return said + "…";
    }
}
