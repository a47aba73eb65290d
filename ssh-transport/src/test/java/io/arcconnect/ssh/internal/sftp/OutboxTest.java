package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Outbox outbox = new Outbox();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    private void put(String packet) {
        outbox.put(ByteBuffer.wrap(packet.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    private void listen() {
        outbox.packets()
                .subscribe(bytes -> sent.add(
                        java.nio.charset.StandardCharsets.US_ASCII.decode(bytes).toString()));
    }

    @Test
    void together_whenSmallOnesAreAsked_thenTheyTravelTogetherAndInOrder() {
        listen();
        String large = "l".repeat(600);

        outbox.together(() -> {
            put("a");
            put("b");
            put(large);
            put("c");
        });
        put("d");

        assertThat(sent).containsExactly("ab", large, "c", "d");
    }

    @Test
    void together_whenMoreThanOnePacketHolds_thenAllOfIt() {
        listen();
        String small = "s".repeat(500);

        outbox.together(() -> {
            for (int i = 0; i < 40; i++) {
                put(small);
            }
        });

        assertThat(String.join("", sent)).isEqualTo(small.repeat(40));
        assertThat(sent).hasSizeLessThan(5);
    }
}
