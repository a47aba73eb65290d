package io.arcconnect.ssh.internal.terminal;

import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.SshShell;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A shell that something else ends with, such as the session that was opened for it. */
public final class ClosingShell implements SshShell {

    private final SshShell shell;
    private final Mono<Void> last;

    /**
     * Wraps.
     *
     * @param shell does everything
     * @param last what is done after its close; never fails
     */
    public ClosingShell(SshShell shell, Mono<Void> last) {
        this.shell = shell;
        this.last = last;
    }

    @Override
    public Flux<ByteBuffer> screen() {
        return shell.screen();
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> keystrokes) {
        return shell.send(keystrokes);
    }

    @Override
    public Mono<Void> resize(int columns, int rows) {
        return shell.resize(columns, rows);
    }

    @Override
    public Mono<Void> signal(String name) {
        return shell.signal(name);
    }

    @Override
    public Mono<Void> sendBreak(Duration length) {
        return shell.sendBreak(length);
    }

    @Override
    public Mono<ExitStatus> exit() {
        return shell.exit();
    }

    @Override
    public Mono<Void> close() {
        return shell.close().then(last);
    }

    @Override
    public Mono<Void> onClose() {
        return shell.onClose();
    }
}
