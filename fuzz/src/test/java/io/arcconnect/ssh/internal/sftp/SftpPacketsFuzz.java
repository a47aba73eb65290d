package io.arcconnect.ssh.internal.sftp;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A server's packets: the same however they are cut, a violation or an answer, and no memory for what is only announced. */
public final class SftpPacketsFuzz {

    private SftpPacketsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int longest = 1 + in.octet();
        byte[] wire = in.rest();
        // A packet may announce a megabyte, for which there is room at once.
        Check.bounded(wire.length, () -> {
            List<Object> whole = packets(wire, wire.length + 1);
            Check.same(whole, packets(wire, longest), "packets do not depend on how they are cut");
            for (Object each : whole) {
                if (each instanceof ByteBuffer packet) {
                    read(packet);
                }
            }
        });
    }

    private static List<Object> packets(byte[] wire, int longest) {
        PacketFramer framer = new PacketFramer();
        List<Object> seen = new ArrayList<>();
        try {
            for (int from = 0; from < wire.length; from += longest) {
                byte[] piece = Arrays.copyOfRange(wire, from, Math.min(wire.length, from + longest));
                framer.feed(ByteBuffer.wrap(piece), seen::add);
            }
        } catch (SftpViolation violation) {
            seen.add(String.valueOf(violation.getMessage()));
        }
        return seen;
    }

    private static void read(ByteBuffer packet) {
        try {
            ServerFeatures.read(new PacketReader(packet.duplicate()));
        } catch (SftpViolation refused) {
            Check.oneLine(String.valueOf(refused.getMessage()));
        }
        Limits limits = Limits.orCommon(packet.duplicate());
        Check.that(limits.read() >= 1024 && limits.read() <= 255 * 1024, "a sensible limit");
        Check.that(limits.write() >= 1024 && limits.write() <= 255 * 1024, "a sensible limit");
        try {
            PacketReader reader = new PacketReader(packet.duplicate());
            Reply reply = Reply.read(reader.u8(), reader);
            if (reply instanceof Reply.Attrs told) {
                roundTrip(told.attributes());
            }
        } catch (SftpViolation refused) {
            Check.oneLine(String.valueOf(refused.getMessage()));
        }
    }

    private static void roundTrip(Attributes attributes) throws SftpViolation {
        PacketWriter writer = PacketWriter.packet(PacketType.ATTRS).attributes(attributes);
        PacketReader reader = new PacketReader(writer.bytes().duplicate().position(5));
        Check.same(Attributes.read(reader), attributes, "attributes read themselves");
    }
}
