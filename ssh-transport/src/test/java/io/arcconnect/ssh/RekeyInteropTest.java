package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ssh.LongSessionContract.Rekeys;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Keys are exchanged anew after 1 GiB, the limit that every session has, and nobody notices. */
@Tag("interop")
class RekeyInteropTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long GIB = 1L << 30;
    private static final long BYTES = GIB + GIB / 4;

    @TempDir
    static Path directory;

    @Test
    void stdout_whenMoreThanAGibibyte_thenNewKeysAndEveryByte() throws Exception {
        try (OpenSshServer server = OpenSshServer.start(directory)) {
            ArcConnect arc = DirectArc.to(server.address());
            Rekeys rekeys = new Rekeys();

            Long received = arc.machine(DirectArc.ID)
                    .use(
                            route -> {
                                rekeys.count(route);
                                return server.ssh().onEventLoop().open(route);
                            },
                            session -> session.start(Exec.command("head -c " + BYTES + " /dev/zero"))
                                    .flatMap(RekeyInteropTest::count))
                    .block(LIMIT);
            arc.close().block(LIMIT);

            assertThat(received).isEqualTo(BYTES);
            assertThat(rekeys.count.get()).isEqualTo(2);
        }
    }

    private static Mono<Long> count(RemoteCommand command) {
        return Mono.zip(
                        command.stdout().map(ByteBuffer::remaining).reduce(0L, Long::sum),
                        command.stderr().then(Mono.just("")),
                        command.exit())
                .map(all -> all.getT1());
    }
}
