package io.arcconnect.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class MsalCallsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final MsalCalls calls = new MsalCalls();

    @Test
    void call_whenTheWorkIsHandedOver_thenItBeginsAfterTheCallIsSetUp() {
        AtomicBoolean setUp = new AtomicBoolean();
        AtomicBoolean tooEarly = new AtomicBoolean();

        calls.call(() -> {
                    CompletableFuture<IAuthenticationResult> answer = CompletableFuture.supplyAsync(
                            () -> {
                                tooEarly.set(!setUp.get());
                                return null;
                            },
                            calls);
                    setUp.set(true);
                    return answer;
                })
                .block(LIMIT);

        assertThat(setUp).isTrue();
        assertThat(tooEarly).isFalse();
    }

    @Test
    void call_whenItFails_thenItsOwnError() {
        IllegalStateException own = new IllegalStateException("own");

        assertThatThrownBy(() -> calls.call(() -> CompletableFuture.supplyAsync(
                                () -> {
                                    throw new CompletionException(own);
                                },
                                calls))
                        .block(LIMIT))
                .isSameAs(own);
    }

    @Test
    void call_whenCancelled_thenTheWorkIsInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);

        Disposable asking = calls.call(() -> CompletableFuture.supplyAsync(
                        () -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await(LIMIT.toSeconds(), TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                            return null;
                        },
                        calls))
                .subscribe();
        assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        asking.dispose();

        assertThat(interrupted.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
