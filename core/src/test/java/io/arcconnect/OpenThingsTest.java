package io.arcconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.spi.AsyncCloseable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class OpenThingsTest {

    /** Counts its closes. */
    private static final class Thing implements AsyncCloseable {
        private final AtomicInteger closes = new AtomicInteger();

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(closes::incrementAndGet);
        }

        @Override
        public Mono<Void> onClose() {
            return Mono.never();
        }
    }

    private final OpenThings things = new OpenThings();

    @Test
    void track_whenEverythingIsClosedAlready_thenClosedAndRefused() {
        Thing late = new Thing();
        things.closeAll().block(Duration.ofSeconds(5));

        assertThatThrownBy(() -> things.track(late)).isInstanceOf(IllegalStateException.class);

        assertThat(late.closes).hasValue(1);
    }

    @Test
    void shared_whenClosedWhileItIsMade_thenClosedAndRefused() {
        Thing late = new Thing();

        assertThatThrownBy(() -> things.shared("key", () -> {
                    things.closeAll().block(Duration.ofSeconds(5));
                    return late;
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(late.closes).hasValue(1);
    }
}
