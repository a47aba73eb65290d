package io.arcconnect.ssh.internal.sftp;

import io.arcconnect.fuzz.Input;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.DuplexStreams;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** A server of SFTP in memory whose answers a fuzzer chooses. After its last byte every directory and file is empty. */
final class InventingServer {

    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "link",
            "..",
            ".",
            "../out",
            "/etc/passwd",
            "a/b",
            "canary",
            "../canary",
            "",
            "a\\b",
            "\u0000",
            "con",
            "\uFFFD",
            "name\nline",
            "~");

    private static final List<Integer> MODES =
            List.of(0040755, 0100644, 0120777, 0, 0010644, 0104755, 0040000, 0100000);

    private final DuplexStreams.Pair pair = DuplexStreams.pair();
    private final Outbox outbox = new Outbox();
    private final PacketFramer framer = new PacketFramer();
    private final Set<Integer> ended = new HashSet<>();
    private final Input in;
    private int handles;

    InventingServer(Input in) {
        this.in = in;
        // The owner of these subscriptions: both end with the stream.
        pair.right().send(outbox.packets()).subscribe(nothing -> {}, lost -> {});
        pair.right().receive().subscribe(this::received, lost -> {});
    }

    DuplexStream stream() {
        return pair.left();
    }

    private void received(ByteBuffer bytes) {
        try {
            framer.feed(bytes, this::packet);
        } catch (SftpViolation wrong) {
            pair.lose(wrong);
        }
    }

    private void packet(ByteBuffer packet) throws SftpViolation {
        PacketReader reader = new PacketReader(packet);
        int type = reader.u8();
        if (type == PacketType.INIT) {
            outbox.put(PacketWriter.packet(PacketType.VERSION).u32(3).bytes());
            return;
        }
        int id = reader.u32();
        PacketWriter answer = in.octet() == 0xFF ? anything(id) : expected(type, id, reader);
        outbox.put(answer.bytes());
    }

    private PacketWriter expected(int type, int id, PacketReader request) throws SftpViolation {
        return switch (type) {
            case PacketType.STAT, PacketType.LSTAT, PacketType.FSTAT ->
                PacketWriter.request(PacketType.ATTRS, id, 64).attributes(attributes());
            case PacketType.OPENDIR, PacketType.OPEN ->
                PacketWriter.request(PacketType.HANDLE, id, 32).text("h" + handles++);
            case PacketType.READDIR ->
                ended.add(request.text().hashCode()) && !in.isEmpty() ? names(id) : status(id, StatusCode.EOF);
            case PacketType.READ ->
                in.isEmpty()
                        ? status(id, StatusCode.EOF)
                        : PacketWriter.request(PacketType.DATA, id, 300).string(in.some());
            case PacketType.READLINK ->
                PacketWriter.request(PacketType.NAME, id, 64)
                        .u32(1)
                        .text(name())
                        .text("")
                        .attributes(Attributes.NONE);
            default -> status(id, StatusCode.OK);
        };
    }

    private PacketWriter names(int id) {
        int count = in.upTo(5);
        PacketWriter packet = PacketWriter.request(PacketType.NAME, id, 64).u32(count);
        for (int i = 0; i < count; i++) {
            packet.text(name()).text("").attributes(attributes());
        }
        return packet;
    }

    private PacketWriter anything(int id) {
        return PacketWriter.request(in.octet(), in.flag() ? id : in.number(), 300)
                .string(in.some());
    }

    private String name() {
        return in.flag() ? in.oneOf(NAMES) : in.someText();
    }

    private Attributes attributes() {
        if (in.isEmpty()) {
            return Attributes.NONE.withSize(0).withPermissions(0644);
        }
        int mode = in.oneOf(MODES);
        OptionalLong size =
                in.flag() ? OptionalLong.of(in.flag() ? in.octet() : (long) in.number() << 20) : OptionalLong.empty();
        OptionalLong time = in.flag() ? OptionalLong.of(in.number() & 0xFFFF_FFFFL) : OptionalLong.empty();
        return new Attributes(size, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(mode), time, time);
    }

    private static PacketWriter status(int id, int code) {
        return PacketWriter.request(PacketType.STATUS, id, 32)
                .u32(code)
                .text("said so")
                .text("en");
    }
}
