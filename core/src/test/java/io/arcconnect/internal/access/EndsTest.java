package io.arcconnect.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts were observed on Linux 6.18 on x86-64. */
class EndsTest {

    @BeforeEach
    void onlyHere() {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the rows were observed on such a processor");
    }

    @Test
    void texts_whenIpv4_thenAsInBothTables() {
        Ends ends = FakeProc.ends(0xD576, 0xD6BF);

        assertThat(ends.texts())
                .containsExactly(
                        "0100007F:D576 0100007F:D6BF",
                        "0000000000000000FFFF00000100007F:D576 0000000000000000FFFF00000100007F:D6BF");
    }

    @Test
    void texts_whenIpv6_thenAsInTheOneTable() {
        Ends ends = new Ends(new InetSocketAddress("::1", 22), new InetSocketAddress("::1", 5));

        assertThat(ends.texts())
                .containsExactly("00000000000000000000000001000000:0016 00000000000000000000000001000000:0005");
    }

    @Test
    void new_whenAnAddressIsOnlyAName_thenIllegalArgument() {
        InetSocketAddress name = InetSocketAddress.createUnresolved("localhost", 5);

        assertThatThrownBy(() -> new Ends(name, new InetSocketAddress("::1", 5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mirrored_whenTwice_thenTheSame() {
        Ends ends = FakeProc.ends(1, 2);

        assertThat(ends.mirrored()).isEqualTo(FakeProc.ends(2, 1)).isNotEqualTo(ends);
        assertThat(ends.mirrored().mirrored()).isEqualTo(ends);
    }
}
