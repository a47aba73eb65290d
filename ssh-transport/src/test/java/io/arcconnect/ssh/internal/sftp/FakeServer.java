package io.arcconnect.ssh.internal.sftp;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.DuplexStreams;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** A server of SFTP in memory that says whatever the test wants. */
final class FakeServer {

    static final Duration LIMIT = Duration.ofSeconds(30);

    /** Answers one request, or keeps silent with {@code null}. */
    interface Answer {

        @org.jspecify.annotations.Nullable
        PacketWriter to(int type, int id, PacketReader request) throws SftpViolation;
    }

    private final DuplexStreams.Pair pair = DuplexStreams.pair();
    private final Outbox outbox = new Outbox();
    private final PacketFramer framer = new PacketFramer();
    private final List<Integer> asked = new CopyOnWriteArrayList<>();
    private final List<Integer> ids = new CopyOnWriteArrayList<>();
    private final Answer answer;

    private FakeServer(Answer answer) {
        this.answer = answer;
    }

    /** Greets with version 3 and no extensions, then answers. */
    static FakeServer answering(Answer answer) {
        return new FakeServer((type, id, request) -> type == PacketType.INIT
                        ? PacketWriter.packet(PacketType.VERSION).u32(3)
                        : answer.to(type, id, request))
                .start();
    }

    /** Answers everything, the greeting too. */
    static FakeServer raw(Answer answer) {
        return new FakeServer(answer).start();
    }

    private FakeServer start() {
        pair.right().send(outbox.packets()).subscribe(nothing -> {}, lost -> {});
        pair.right()
                .receive()
                .subscribe(
                        bytes -> {
                            try {
                                framer.feed(bytes, this::packet);
                            } catch (SftpViolation wrong) {
                                pair.lose(wrong);
                            }
                        },
                        lost -> {});
        return this;
    }

    private void packet(ByteBuffer packet) throws SftpViolation {
        PacketReader reader = new PacketReader(packet);
        int type = reader.u8();
        int id = type == PacketType.INIT ? 0 : reader.u32();
        asked.add(type);
        ids.add(id);
        PacketWriter reply = answer.to(type, id, reader);
        if (reply != null) {
            outbox.put(reply.bytes());
        }
    }

    /** Says something that nobody may have asked for. */
    void say(PacketWriter packet) {
        outbox.put(packet.bytes());
    }

    void sayRaw(byte[] bytes) {
        outbox.put(ByteBuffer.wrap(bytes));
    }

    DuplexStream stream() {
        return pair.left();
    }

    DuplexStreams.Pair pair() {
        return pair;
    }

    RemoteFiles client(int window) {
        return client(window, LIMIT.multipliedBy(2));
    }

    RemoteFiles client(int window, Duration responseTimeout) {
        return SftpChannel.over(stream(), responseTimeout)
                .map(channel -> new RemoteFiles(channel, window))
                .block(LIMIT);
    }

    /** {@return the types of what was asked, oldest first} */
    List<Integer> asked() {
        return asked;
    }

    List<Integer> ids() {
        return ids;
    }

    long count(int type) {
        return asked.stream().filter(each -> each == type).count();
    }

    /** Waits until something has been asked for so many times. */
    void awaitAsked(int type, int times) {
        reactor.core.publisher.Flux.interval(Duration.ZERO, Duration.ofMillis(10))
                .filter(tick -> count(type) >= times)
                .blockFirst(LIMIT);
    }

    static PacketWriter status(int id, int code) {
        return PacketWriter.request(PacketType.STATUS, id, 32)
                .u32(code)
                .text("said so")
                .text("en");
    }

    static PacketWriter handle(int id) {
        return PacketWriter.request(PacketType.HANDLE, id, 32).text("h");
    }

    static PacketWriter attributes(int id, Attributes attributes) {
        return PacketWriter.request(PacketType.ATTRS, id, 32).attributes(attributes);
    }

    static Attributes file(long size) {
        return mode(0100644).withSize(size);
    }

    static Attributes mode(int mode) {
        return new Attributes(
                java.util.OptionalLong.empty(),
                java.util.OptionalInt.empty(),
                java.util.OptionalInt.empty(),
                java.util.OptionalInt.of(mode),
                java.util.OptionalLong.empty(),
                java.util.OptionalLong.empty());
    }

    static PacketWriter names(int id, List<RemoteName> names) {
        PacketWriter packet = PacketWriter.request(PacketType.NAME, id, 64).u32(names.size());
        names.forEach(name -> packet.text(name.name()).text(name.line()).attributes(name.attributes()));
        return packet;
    }

    static void await(Mono<?> end) {
        end.onErrorComplete().block(LIMIT);
    }
}
