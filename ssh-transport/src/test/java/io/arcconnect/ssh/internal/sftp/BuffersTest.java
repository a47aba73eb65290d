package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BuffersTest {

    @Test
    void take_whenOneWasGivenBack_thenThatOneUntilTheyAreLetGo() {
        Buffers buffers = new Buffers();
        buffers.keep(100);
        byte[] first = buffers.take(80);

        buffers.give(ByteBuffer.wrap(first, 10, 5).slice());
        assertThat(buffers.take(100)).isSameAs(first);
        buffers.give(first);
        buffers.clear();

        assertThat(buffers.take(100)).isNotSameAs(first);
    }

    @Test
    void take_whenOfAnotherSize_thenExactlyThatAndNothingIsKept() {
        Buffers buffers = new Buffers();
        buffers.keep(100);

        buffers.give(buffers.take(20));
        buffers.give(ByteBuffer.allocateDirect(100));

        assertThat(buffers.take(20)).hasSize(20);
        assertThat(buffers.take(101)).hasSize(101);
        assertThat(buffers.take(60)).hasSize(100);
    }
}
