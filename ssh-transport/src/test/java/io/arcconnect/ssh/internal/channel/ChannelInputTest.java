package io.arcconnect.ssh.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.event.Origin;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.PropertyResolver;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

class ChannelInputTest {

    private static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "m");

    private static ChannelInput input() {
        MinaChannel channel = new MinaChannel(
                "session",
                new LoginAttempt(MACHINE, null, null, null),
                ActionReport.running(
                        event -> {}, Origin.of(MACHINE, Context.empty()), "exec", Optional.empty(), "true"));
        channel.getLocalWindow().init(PropertyResolver.EMPTY);
        return channel.stdout();
    }

    @Test
    void end_whenAChunkIsBeingEmitted_thenTheEndIsToldAfterIt() throws Exception {
        ChannelInput input = input();
        CountDownLatch emitting = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<Void> complete = new CompletableFuture<>();
        input.flux()
                .subscribe(
                        chunk -> {
                            emitting.countDown();
                            await(ended);
                        },
                        complete::completeExceptionally,
                        () -> complete.complete(null));

        CompletableFuture<Void> decoder = CompletableFuture.runAsync(() -> input.accept(new byte[] {1}, 0, 1));
        await(emitting);
        input.end(null);
        ended.countDown();

        complete.get(10, TimeUnit.SECONDS);
        decoder.get(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void end_whenThereAreTwo_thenTheFirstCounts() {
        ChannelInput input = input();

        input.end(null);
        input.end(new IllegalStateException("later"));

        assertThat(input.flux().materialize().blockLast(Duration.ofSeconds(30)).isOnComplete())
                .isTrue();
    }
}
