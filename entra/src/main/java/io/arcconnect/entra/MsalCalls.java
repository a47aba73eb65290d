package io.arcconnect.entra;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Runs msal4j's blocking work on a thread that may block, and interrupts it on cancel. msal4j hands its work to an executor:
 * this one only keeps it, and whoever began the call then does it. So it is on one thread whose interrupt ends it, and does
 * not begin before msal4j has finished setting the call up, on which its device code flow relies without saying so.
 */
final class MsalCalls extends AbstractExecutorService {

    private @Nullable Runnable work;

    /** Never throws: an error that nobody waits for any more would be logged as dropped. */
    private record End(
            @Nullable IAuthenticationResult result,
            @Nullable Throwable error) {

        Mono<IAuthenticationResult> mono() {
            return error == null ? Mono.justOrEmpty(result) : Mono.error(error);
        }
    }

    /** Subscribing makes the call. Errors are msal4j's own, unwrapped. */
    Mono<IAuthenticationResult> call(Callable<CompletableFuture<IAuthenticationResult>> begin) {
        return Mono.fromCallable(() -> run(begin))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(End::mono);
    }

    static Mono<String> token(IAuthenticationResult result) {
        return Mono.justOrEmpty(result.accessToken())
                .switchIfEmpty(Mono.error(() -> EntraFailures.unusable("it has no access token", null)));
    }

    private End run(Callable<CompletableFuture<IAuthenticationResult>> begin) {
        try {
            CompletableFuture<IAuthenticationResult> answer;
            Optional<Runnable> handed;
            synchronized (this) {
                answer = begin.call();
                handed = Optional.ofNullable(work);
                work = null;
            }
            handed.ifPresent(Runnable::run);
            return new End(answer.join(), null);
        } catch (CompletionException e) {
            return new End(null, e.getCause() == null ? e : e.getCause());
        } catch (Exception e) {
            return new End(null, e);
        }
    }

    @Override
    public synchronized void execute(Runnable command) {
        work = command;
    }

    @Override
    public void shutdown() {
        // It has no threads.
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
