package io.arcconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.ArmWaitingEvent;
import io.arcconnect.spi.event.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

class EventThreadTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ConcurrentLinkedQueue<Object> heard = new ConcurrentLinkedQueue<>();

    private static ArcEvent event(int number) {
        Origin origin =
                new Origin(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Context.empty());
        return new ArmWaitingEvent(origin, "call", number, Duration.ZERO);
    }

    private static ArcConnectListener listener(Consumer<ArcEvent> what) {
        return new ArcConnectListener() {
            @Override
            public void onEvent(ArcEvent event) {
                what.accept(event);
            }
        };
    }

    @Test
    void stop_whenEventsWait_thenTheyAreToldFirstInOrder() {
        EventThread thread = new EventThread(listener(heard::add));
        List<ArcEvent> events =
                IntStream.range(0, 1_000).mapToObj(EventThreadTest::event).toList();

        events.forEach(thread::report);
        thread.stop().block(LIMIT);
        thread.report(event(1_000));

        assertThat(heard).containsExactlyElementsOf(events);
    }

    @Test
    void report_whenTheListenerBlocks_thenItMay() {
        EventThread thread = new EventThread(
                listener(event -> heard.add(Mono.delay(Duration.ofMillis(1)).block(LIMIT))));

        thread.report(event(1));
        thread.stop().block(LIMIT);

        assertThat(heard).containsExactly(0L);
    }

    @Test
    void report_whenTheListenerThrowsAndIsInterrupted_thenTheNextIsTold() {
        EventThread thread = new EventThread(listener(event -> {
            heard.add(event);
            Thread.currentThread().interrupt();
            throw new AssertionError("of the listener");
        }));

        thread.report(event(1));
        thread.report(event(2));
        thread.stop().block(LIMIT);

        assertThat(heard).containsExactly(event(1), event(2));
    }

    /** BlockHound watches the reporting threads: an executor takes a lock there while it is shut down. */
    @RepeatedTest(200)
    void report_whenStoppedMeanwhile_thenNobodyWaits() {
        EventThread thread = new EventThread(listener(heard::add));
        Mono<Void> reports = Mono.fromRunnable(() -> IntStream.range(0, 50).forEach(i -> thread.report(event(i))));

        Mono.when(
                        reports.subscribeOn(Schedulers.parallel()),
                        reports.subscribeOn(Schedulers.parallel()),
                        thread.stop().subscribeOn(Schedulers.parallel()))
                .block(LIMIT);
        thread.stop().block(LIMIT);

        assertThat(heard).hasSizeLessThanOrEqualTo(100);
    }
}
