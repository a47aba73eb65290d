package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodecTest {

    private static final Attributes ALL = Attributes.NONE
            .withSize(1L << 40)
            .withOwners(1000, 100)
            .withPermissions(04755)
            .withTimes(1, 0xffff_fff0L);

    @Test
    void attributes_whenWritten_thenReadTheSame() throws Exception {
        for (Attributes attributes : List.of(Attributes.NONE, ALL, Attributes.NONE.withTimes(3, 4))) {
            ByteBuffer packet =
                    PacketWriter.packet(PacketType.ATTRS).attributes(attributes).bytes();

            Attributes read = Attributes.read(new PacketReader(packet.slice(5, packet.remaining() - 5)));

            assertThat(read).isEqualTo(attributes);
        }
    }

    @Test
    void attributes_whenAServerAddsItsOwn_thenTheyAreSkipped() throws Exception {
        ByteBuffer packet = PacketWriter.packet(PacketType.ATTRS)
                .u32(0x8000_0001)
                .u64(42)
                .u32(1)
                .text("acl@example.org")
                .text("rwx")
                .text("next")
                .bytes();
        PacketReader reader = new PacketReader(packet.slice(5, packet.remaining() - 5));

        Attributes read = Attributes.read(reader);

        assertThat(read.size()).hasValue(42);
        assertThat(reader.text()).isEqualTo("next");
    }

    @Test
    void framer_whenBytesComeInAnyPieces_thenThePacketsAreTheSame() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<ByteBuffer> sent = new ArrayList<>();
            ByteBuffer wire = ByteBuffer.allocate(64 * 1024);
            for (int i = 0; i < 20; i++) {
                byte[] content = new byte[random.nextInt(300)];
                random.nextBytes(content);
                ByteBuffer packet = PacketWriter.request(PacketType.DATA, i, 8)
                        .string(content)
                        .bytes();
                sent.add(packet.slice(4, packet.remaining() - 4));
                wire.put(packet);
            }
            wire.flip();

            List<ByteBuffer> read = new ArrayList<>();
            PacketFramer framer = new PacketFramer();
            while (wire.hasRemaining()) {
                int count = Math.min(wire.remaining(), 1 + random.nextInt(400));
                framer.feed(wire.slice(wire.position(), count), read::add);
                wire.position(wire.position() + count);
            }

            assertThat(read).isEqualTo(sent);
        }
    }

    @Test
    void framer_whenALengthIsNone_thenViolation() {
        for (int length : new int[] {0, -1, PacketFramer.LARGEST + 1, Integer.MIN_VALUE}) {
            ByteBuffer wire = ByteBuffer.allocate(4).putInt(length).flip();

            assertThatThrownBy(() -> new PacketFramer().feed(wire, packet -> {}))
                    .isInstanceOf(SftpViolation.class);
        }
    }

    /** Whatever a server sends is an answer or a violation: nothing else, and no memory for what is only announced. */
    @Test
    void replies_whenTheyAreNoise_thenReadOrViolation() {
        Random random = new Random(11);
        int violations = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            int type = 101 + random.nextInt(5);
            try {
                assertThat(Reply.read(type, new PacketReader(ByteBuffer.wrap(noise))))
                        .isNotNull();
            } catch (SftpViolation violation) {
                violations++;
            }
        }
        assertThat(violations).isPositive();
    }

    @Test
    void replies_whenOneByteIsChanged_thenReadOrViolation() {
        ByteBuffer packet = FakeServer.names(
                        1, List.of(new RemoteName("a", "line", ALL), new RemoteName("b", "", Attributes.NONE)))
                .bytes();
        byte[] good = new byte[packet.remaining() - 9];
        packet.slice(9, good.length).get(good);
        for (int at = 0; at < good.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = good.clone();
                changed[at] = (byte) value;
                try {
                    assertThat(Reply.read(PacketType.NAME, new PacketReader(ByteBuffer.wrap(changed))))
                            .isNotNull();
                } catch (SftpViolation violation) {
                    assertThat(violation).hasMessageContaining("server");
                }
            }
        }
    }

    @Test
    void features_whenTheServerGreets_thenItsExtensionsAreKnown() throws Exception {
        ByteBuffer packet = PacketWriter.packet(PacketType.VERSION)
                .u32(3)
                .text(ServerFeatures.POSIX_RENAME)
                .text("1")
                .text(ServerFeatures.FSYNC)
                .text("1")
                .bytes();

        ServerFeatures features =
                ServerFeatures.read(new PacketReader(packet.position(4).slice()));

        assertThat(features.version()).isEqualTo(3);
        assertThat(features.has(ServerFeatures.FSYNC)).isTrue();
        assertThat(features.has(ServerFeatures.COPY_DATA)).isFalse();
    }

    @Test
    void limits_whenAServerTellsThem_thenTheyAreSensible() throws Exception {
        assertThat(limits(262_144, 261_120, 261_120)).isEqualTo(new Limits(261_120, 261_120));
        assertThat(limits(0, 0, 0)).isEqualTo(Limits.COMMON);
        assertThat(limits(34_000, 65_536, 65_536)).isEqualTo(new Limits(32_976, 32_976));
        assertThat(limits(-1, 1, Long.MAX_VALUE)).isEqualTo(new Limits(1024, 261_120));
        assertThat(Limits.orCommon(ByteBuffer.allocate(3))).isEqualTo(Limits.COMMON);
    }

    private static Limits limits(long packet, long read, long write) throws SftpViolation {
        return Limits.read(ByteBuffer.allocate(32)
                .putLong(packet)
                .putLong(read)
                .putLong(write)
                .putLong(0)
                .flip());
    }
}
