package io.arcconnect.ssh.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnderWayTest {

    private static final int ALL = (int) UnderWay.MOST;

    private final UnderWay underWay = new UnderWay();
    private final List<String> called = new ArrayList<>();

    /** Sends a packet when there is room, and waits for its turn otherwise. */
    private void send(String name, int length) {
        if (underWay.hasRoom()) {
            called.add(name);
            underWay.add(length);
        } else {
            underWay.await(() -> send(name, length));
        }
    }

    @Test
    void hasRoom_whenTheBoundIsReached_thenNotUntilSomethingHasGone() {
        underWay.add(ALL - 1);
        assertThat(underWay.hasRoom()).isTrue();

        underWay.add(64);
        assertThat(underWay.hasRoom()).isFalse();

        underWay.remove(64);
        assertThat(underWay.hasRoom()).isTrue();
    }

    @Test
    void remove_whenSomeWait_thenTheyAreCalledInTheirOrderWhileThereIsRoom() {
        underWay.add(ALL);
        send("a", ALL);
        send("b", ALL);
        send("c", ALL);

        underWay.remove(ALL);
        assertThat(called).containsExactly("a");

        underWay.remove(ALL);
        underWay.remove(ALL);
        assertThat(called).containsExactly("a", "b", "c");
    }

    @Test
    void await_whenThereIsRoomByThen_thenCalledAtOnce() {
        underWay.await(() -> called.add("now"));

        assertThat(called).containsExactly("now");
    }

    @Test
    void remove_whenEachPacketIsAcceptedAtOnce_thenALongQueueIsNoDeepStack() {
        underWay.add(ALL);
        for (int i = 0; i < 100_000; i++) {
            underWay.await(() -> {
                called.add("one");
                underWay.add(ALL);
                underWay.remove(ALL);
            });
        }

        underWay.remove(ALL);

        assertThat(called).hasSize(100_000);
    }
}
