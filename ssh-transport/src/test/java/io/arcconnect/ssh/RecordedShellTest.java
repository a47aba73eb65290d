package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.internal.recording.Asciicast;
import io.arcconnect.ssh.internal.recording.CastHeader;
import io.arcconnect.ssh.internal.terminal.RecordedShell;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class RecordedShellTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Instant BEGUN = Instant.parse("2026-11-23T05:15:00Z");

    private final CannedShell shell = new CannedShell();

    private static ByteBuffer bytes(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    /** A disk that takes the header and so many events more. */
    private static Callable<Asciicast> room(int events) {
        int[] left = {events + 1};
        OutputStream disk = new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] line) throws IOException {
                if (left[0]-- == 0) {
                    throw new IOException("no space left on device");
                }
            }
        };
        return () -> new Asciicast(disk, new CastHeader(80, 24, "xterm", BEGUN, Optional.empty()), Clock.systemUTC());
    }

    private SshShell recorded(Callable<Asciicast> cast, boolean includesInput) {
        return RecordedShell.around(shell, cast, includesInput, Optional.of(DirectArc.ID))
                .block(LIMIT);
    }

    @Test
    void screen_whenTheDiskIsFull_thenNothingUnrecordedIsShownAndTheShellIsClosed() {
        SshShell recorded = recorded(room(1), false);
        shell.screen.tryEmitNext(bytes("one"));
        shell.screen.tryEmitNext(bytes("two"));

        StepVerifier.create(recorded.screen())
                .expectNext(bytes("one"))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOfSatisfying(SshException.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(SshReason.RECORDING_FAILED);
                    assertThat(failure.machine()).contains(DirectArc.ID);
                }))
                .verify(LIMIT);

        assertThat(shell.isClosed).isTrue();
    }

    @Test
    void interact_whenTypedKeysCannotBeRecorded_thenTheScreenSaysSo() {
        SshShell recorded = recorded(room(0), true);

        StepVerifier.create(recorded.interact(Mono.just(bytes("rm -rf /\r"))))
                .expectErrorSatisfies(
                        error -> assertThat(((SshException) error).reason()).isEqualTo(SshReason.RECORDING_FAILED))
                .verify(LIMIT);

        assertThat(shell.isClosed).isTrue();
        assertThat(shell.typed).isFalse();
    }

    @Test
    void screen_whenNothingIsAskedFor_thenNothingIsRead() {
        SshShell recorded = recorded(room(100), false);

        StepVerifier.create(recorded.screen(), 0)
                .expectSubscription()
                .then(() -> shell.screen.tryEmitNext(bytes("one")))
                .then(() -> shell.screen.tryEmitNext(bytes("two")))
                .thenRequest(1)
                .expectNext(bytes("one"))
                .thenRequest(1)
                .expectNext(bytes("two"))
                .thenCancel()
                .verify(LIMIT);
        recorded.close().block(LIMIT);

        assertThat(shell.isClosed).isTrue();
    }

    @Test
    void begin_whenTheFileExists_thenItIsLeftAloneAndTheShellIsClosed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("old.cast"), "precious");
        Recording recording = Recording.to(file);

        StepVerifier.create(RecordedShell.around(
                        shell, () -> recording.begin(Pty.of(80, 24), Optional.empty()), false, Optional.empty()))
                .expectErrorSatisfies(
                        error -> assertThat(((SshException) error).reason()).isEqualTo(SshReason.RECORDING_FAILED))
                .verify(LIMIT);

        assertThat(file).hasContent("precious");
        assertThat(shell.isClosed).isTrue();
    }

    @Test
    void begin_whenTheFileSystemKnowsPermissions_thenOnlyItsOwnerReadsIt(@TempDir Path folder) throws IOException {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "skipped: no POSIX permissions here");
        Path file = folder.resolve("new.cast");

        Recording.to(file).begin(Pty.of(80, 24), Optional.empty()).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void begin_whenAMachinesNameIsNoFileName_thenTheFileStaysInTheFolder(@TempDir Path folder) throws IOException {
        Recording.in(folder).begin(Pty.of(80, 24), Optional.of("../../etc/x y")).close();

        assertThat(folder)
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("______etc_x_y-"));
    }

    /** Shows what the test says. */
    private static final class CannedShell implements SshShell {

        private final Sinks.Many<ByteBuffer> screen = Sinks.many().unicast().onBackpressureBuffer();
        private final Sinks.Empty<Void> closed = Sinks.empty();
        private final AtomicBoolean typed = new AtomicBoolean();
        private final AtomicBoolean isClosed = new AtomicBoolean();

        @Override
        public Flux<ByteBuffer> screen() {
            return screen.asFlux();
        }

        @Override
        public Mono<Void> send(Publisher<ByteBuffer> keystrokes) {
            return Flux.from(keystrokes).doOnNext(key -> typed.set(true)).then();
        }

        @Override
        public Mono<Void> resize(int columns, int rows) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> signal(String name) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> sendBreak(Duration length) {
            return Mono.empty();
        }

        @Override
        public Mono<ExitStatus> exit() {
            return closed.asMono().thenReturn(ExitStatus.unreported());
        }

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(() -> {
                isClosed.set(true);
                screen.tryEmitComplete();
                closed.tryEmitEmpty();
            });
        }

        @Override
        public Mono<Void> onClose() {
            return closed.asMono();
        }
    }
}
