package io.arcconnect.cli.console;

import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.SshShell;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A machine's terminal, shown in the one that this process was started from. */
public final class RemoteTerminal {

    private RemoteTerminal() {}

    /**
     * Shows it until its program ends. Every key goes to the machine but for {@link EscapeKeys}, the window's size too, and the
     * terminal is put back whatever ends it.
     *
     * @param shell open, and not closed here
     * @param screen where it is shown; without one the window never changes, and no key is ours
     * @param in what is typed
     * @param out what the screen shows
     * @return how it ended; {@link EscapeKeys.Left}, {@link OutputClosedException}, or what the shell fails with
     */
    public static Mono<ExitStatus> show(SshShell shell, Optional<Screen> screen, InputStream in, PrintStream out) {
        Flux<ByteBuffer> typed = InputBytes.of(in);
        return screen.map(shown -> Mono.usingWhen(
                        Mono.fromCallable(shown::raw).subscribeOn(Schedulers.boundedElastic()),
                        raw -> Mono.firstWithSignal(
                                        OutputBytes.write(shell.interact(new EscapeKeys().in(typed)), out),
                                        follow(shell, shown))
                                .then(shell.exit()),
                        raw -> Mono.<Void>fromRunnable(raw::close).subscribeOn(Schedulers.boundedElastic())))
                .orElseGet(() -> OutputBytes.write(shell.interact(typed), out).then(shell.exit()));
    }

    /** Never completes. */
    private static Mono<Void> follow(SshShell shell, Screen screen) {
        return screen.sizes()
                .concatMap(size -> shell.resize(size.columns(), size.rows()))
                .then(Mono.never());
    }
}
