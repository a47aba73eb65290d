package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.RelayService;
import io.arcconnect.tunnel.Tunnel;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Each test leaves something open, but for those that begin with "clean". Run by {@link ArcEmulatedLeaksTest}. */
@ArcEmulated(linux = "web-01")
class PlantedLeaks {

    static final Duration LIMIT = Duration.ofSeconds(30);
    static final CountDownLatch END_OF_THREADS = new CountDownLatch(1);
    static final List<Disposable> RUNNING = new CopyOnWriteArrayList<>();

    @Test
    void session(ArcMachine web) {
        assertThat(web.connect(Openings.session()).block(LIMIT)).isNotNull();
    }

    @Test
    void stream(ArcMachine web) {
        assertThat(web.dial(RelayService.ssh()).block(LIMIT)).isNotNull();
    }

    @Test
    void listener(ArcMachine web) {
        Tunnel<?> tunnel =
                Tunnel.over(FakeCarrier.create().echo("localhost", 5432)).to("localhost", 5432);

        assertThat(web.connect(tunnel).block(LIMIT)).isNotNull();
    }

    @Test
    void use(ArcMachine web) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Mono<Void> work = web.use(Openings.session(), session -> {
            begun.countDown();
            return Mono.never();
        });

        RUNNING.add(work.subscribe());

        begun.await();
    }

    @Test
    void client(ArcEmulator emulator) {
        ArcConnect own = emulator.arcConnect().build();

        assertThat(own.machine(emulator.machine("web-01").id()).state().block(LIMIT))
                .isNotNull();
    }

    @Test
    void thread() {
        Thread thread = new Thread(() -> {
            try {
                END_OF_THREADS.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void buffer() {
        ByteBuf dropped = PooledByteBufAllocator.DEFAULT.buffer(64);

        assertThat(dropped.isReadable()).isFalse();
    }

    @Test
    void unanswered(ArcConnect arc, ArcEmulator emulator) {
        assertThat(Openings.status(emulator, "/subscriptions/s/providers/Microsoft.Odd/things"))
                .isEqualTo(501);
    }

    @Test
    void brokenByIt(ArcEmulator emulator) {
        assertThat(Openings.status(emulator, "/subscriptions/s/providers/Microsoft.Odd/things"))
                .isEqualTo(200);
    }

    @Test
    void broken(ArcEmulator emulator) {
        assertThat(emulator.machines()).isEmpty();
    }

    @Test
    void clean(ArcMachine web, ArcConnect arc, ArcEmulator emulator) throws InterruptedException {
        Sinks.One<String> answer = Sinks.one();
        answer.tryEmitValue("done");
        web.use(Openings.session(), session -> answer.asMono()).block(LIMIT);
        web.dial(RelayService.ssh()).flatMap(stream -> stream.close()).block(LIMIT);
        emulator.arcConnect().build().close().block(LIMIT);
        Thread thread = new Thread(() -> {});
        thread.start();
        thread.join();
    }

    @Test
    void cleanButForTheJvmsOwn() {
        ForkJoinPool.commonPool().submit(() -> {}).join();
        CompletableFuture<String> never = new CompletableFuture<>();

        CompletableFuture<String> late = never.orTimeout(1, TimeUnit.MILLISECONDS);

        assertThatThrownBy(late::join).isInstanceOf(CompletionException.class);
    }
}
