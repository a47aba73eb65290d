package io.arcconnect.cli.run;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The work of one command, from opening the way to Azure to closing it, whatever comes between. */
public final class CommandRun {

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private CommandRun() {}

    /**
     * Does the work and closes everything. Ctrl-C, a hang-up or a request to end cancels the work and closes everything,
     * before the process ends as it does after such a signal: with 130, 129 or 143.
     *
     * @param builder the way to Azure
     * @param work what to do
     * @param <T> the result
     * @return the result
     */
    public static <T> T on(ArcConnectBuilder builder, Function<ArcConnect, Mono<T>> work) {
        ArcConnect arc = builder.build();
        CompletableFuture<T> result = work.apply(arc).toFuture();
        Thread ending = new Thread(
                () -> {
                    result.cancel(true);
                    arc.close().block(CLOSE);
                },
                "arcconnect-ending");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            return result.join();
        } catch (CancellationException signalled) {
            // The hook closes everything and the process ends; whoever goes on here would end it earlier.
            waitFor(ending);
            throw signalled;
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        } finally {
            arc.close().block(CLOSE);
            remove(ending);
        }
    }

    private static void waitFor(Thread ending) {
        try {
            ending.join(CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException alreadyEnding) {
            // Then it has been started.
        }
    }
}
