package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SFTP that goes wrong, packet by packet (draft-ietf-secsh-filexfer-02). */
@Timeout(60)
class EmulatesSftpFaultsTest {

    private static final int OPEN = 3;
    private static final int READ = 5;
    private static final int REALPATH = 16;
    private static final int STATUS = 101;
    private static final int DATA = 103;
    private static final int NAME = 104;

    @TempDir
    Path files;

    private RunningSsh server;
    private SshTester tester;
    private ChannelSubsystem channel;
    private DataInputStream in;
    private OutputStream out;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(files.resolve("notes"), "0123456789".repeat(300));
        server = EmbeddedSsh.create().password("ada", "pw").files(files).start();
        tester = new SshTester();
    }

    @AfterEach
    void stop() throws Exception {
        tester.close();
        server.close();
    }

    @Test
    void sftpFails_whenBytesHavePassed_thenReadsGetTheStatus() throws Exception {
        begin(Fault.sftpFails(4, 2_000));
        byte[] handle = open();

        Packet first = ask(READ, read(handle, 0, 2_000));
        Packet second = ask(READ, read(handle, 2_000, 1_000));

        assertThat(first.type).isEqualTo(DATA);
        assertThat(second.type).isEqualTo(STATUS);
        assertThat(second.content.getInt()).isEqualTo(4);
    }

    @Test
    void sftpShortReads_whenMoreIsAskedFor_thenAThirdComes() throws Exception {
        begin(Fault.sftpShortReads());

        Packet data = ask(READ, read(open(), 0, 3_000));

        assertThat(data.type).isEqualTo(DATA);
        assertThat(data.content.getInt()).isEqualTo(1_000);
    }

    @Test
    void sftpWrongIds_whenAsked_thenNobodyAskedWithThem() throws Exception {
        begin(Fault.sftpWrongIds());

        Packet reply = ask(REALPATH, text("."));

        assertThat(reply.type).isEqualTo(NAME);
        assertThat(reply.id).isNotEqualTo(7);
    }

    @Test
    void sftpRepliesTwice_whenAsked_thenBothAreTheSame() throws Exception {
        begin(Fault.sftpRepliesTwice());

        Packet first = ask(REALPATH, text("."));
        Packet second = packet();

        assertThat(first.id).isEqualTo(7);
        assertThat(second.id).isEqualTo(7);
        assertThat(second.content).isEqualTo(first.content);
    }

    @Test
    void sftpOversized_whenAsked_thenTheLengthIsALie() throws Exception {
        begin(Fault.sftpOversized());

        send(REALPATH, text("."));

        assertThat(in.readInt()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void sftpHangs_whenBytesHavePassed_thenNothingIsAnswered() throws Exception {
        begin(Fault.sftpHangs(2_000));
        byte[] handle = open();
        Packet first = ask(READ, read(handle, 0, 2_000));

        send(READ, read(handle, 2_000, 1_000));

        assertThat(first.type).isEqualTo(DATA);
        assertThat(channel.waitFor(EnumSet.of(ClientChannelEvent.STDOUT_DATA, ClientChannelEvent.CLOSED), 500))
                .contains(ClientChannelEvent.TIMEOUT);
    }

    @Test
    void sftpEnds_whenBytesHavePassed_thenTheChannelClosesWithAStatus() throws Exception {
        begin(Fault.sftpEnds(2_000));
        byte[] handle = open();
        Packet first = ask(READ, read(handle, 0, 2_000));

        send(READ, read(handle, 2_000, 1_000));

        assertThat(first.type).isEqualTo(DATA);
        assertThat(channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), SshTester.SOON))
                .contains(ClientChannelEvent.CLOSED);
        assertThat(channel.getExitStatus()).isEqualTo(1);
        assertThat(channel.getSession().isOpen()).isTrue();
    }

    private record Packet(int type, int id, ByteBuffer content) {}

    private void begin(Fault fault) throws IOException {
        server.faults(fault.once());
        channel = tester.login(server.address()).createSubsystemChannel("sftp");
        channel.open().verify(SshTester.SOON);
        in = new DataInputStream(channel.getInvertedOut());
        out = channel.getInvertedIn();
        out.write(new byte[] {0, 0, 0, 5, 1, 0, 0, 0, 3});
        out.flush();
        assertThat(in.readNBytes(in.readInt())[0]).isEqualTo((byte) 2);
    }

    private byte[] open() throws IOException {
        ByteBuffer request =
                ByteBuffer.allocate(100).put(text("/notes")).putInt(1).putInt(0);
        Packet handle = ask(OPEN, cut(request));
        byte[] name = new byte[handle.content.getInt()];
        handle.content.get(name);
        return name;
    }

    private static byte[] read(byte[] handle, long offset, int length) {
        ByteBuffer request = ByteBuffer.allocate(100).putInt(handle.length).put(handle);
        return cut(request.putLong(offset).putInt(length));
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] cut(ByteBuffer written) {
        byte[] exact = new byte[written.flip().remaining()];
        written.get(exact);
        return exact;
    }

    private Packet ask(int type, byte[] content) throws IOException {
        send(type, content);
        return packet();
    }

    private void send(int type, byte[] content) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(9 + content.length);
        packet.putInt(5 + content.length).put((byte) type).putInt(7).put(content);
        out.write(packet.array());
        out.flush();
    }

    private Packet packet() throws IOException {
        ByteBuffer packet = ByteBuffer.wrap(in.readNBytes(in.readInt()));
        return new Packet(packet.get(), packet.getInt(), packet.slice());
    }
}
