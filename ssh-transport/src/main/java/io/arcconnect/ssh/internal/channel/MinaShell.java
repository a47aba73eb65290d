package io.arcconnect.ssh.internal.channel;

import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.Pty;
import io.arcconnect.ssh.SshShell;
import io.arcconnect.ssh.internal.ground.Delivery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A terminal whose shell runs. */
public final class MinaShell implements SshShell {

    private static final Pattern SIGNAL = Pattern.compile("[A-Z0-9@.-]{1,64}");
    private static final Duration LONGEST_BREAK = Duration.ofSeconds(3); // RFC 4335, section 3

    /** What is told without an answer. */
    @FunctionalInterface
    private interface Telling {
        void run() throws IOException;
    }

    private final MinaTerminal terminal;
    private final MinaStream stream;
    private final Scheduler delivery;

    public MinaShell(MinaTerminal terminal, Scheduler delivery) {
        this.terminal = terminal;
        this.stream = new MinaStream(terminal, delivery);
        this.delivery = delivery;
    }

    @Override
    public Flux<ByteBuffer> screen() {
        return stream.receive();
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> keystrokes) {
        return stream.send(keystrokes);
    }

    @Override
    public Mono<Void> resize(int columns, int rows) {
        Pty size = Pty.of(columns, rows);
        return tell(() -> terminal.resize(size.columns(), size.rows()));
    }

    @Override
    public Mono<Void> signal(String name) {
        if (!SIGNAL.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a signal: \"" + name + '"');
        }
        return tell(() -> terminal.signal(name));
    }

    @Override
    public Mono<Void> sendBreak(Duration length) {
        if (length.isNegative() || length.compareTo(LONGEST_BREAK) > 0) {
            throw new IllegalArgumentException("a break lasts 0 to 3 s, got " + length);
        }
        return tell(() -> terminal.sendBreak(length.toMillis()));
    }

    private Mono<Void> tell(Telling telling) {
        Mono<Void> told = Mono.<Void>fromCallable(() -> {
                    telling.run();
                    return null;
                })
                .onErrorComplete(IOException.class);
        return Delivery.on(delivery, told);
    }

    @Override
    public Mono<ExitStatus> exit() {
        return Delivery.on(delivery, terminal.closed().then(Mono.fromSupplier(terminal::exitStatus)));
    }

    @Override
    public Mono<Void> close() {
        return stream.close();
    }

    @Override
    public Mono<Void> onClose() {
        return stream.onClose();
    }
}
