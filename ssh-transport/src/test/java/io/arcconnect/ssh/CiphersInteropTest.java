package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ssh.LongSessionContract.Rekeys;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Each cipher that is ours, with OpenSSH's server, both ways, while keys are exchanged anew. */
@Tag("interop")
class CiphersInteropTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int BLOCK = 100_003;
    private static final int BLOCKS = 60;

    @TempDir
    static Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com", "aes128-ctr"
            })
    void exec_whenTheServerTakesOneCipherOnly_thenEveryByteComesBackWhileKeysChange(String cipher) throws Exception {
        byte[] sent = new byte[BLOCK * BLOCKS];
        new Random(5).nextBytes(sent);
        Flux<ByteBuffer> stdin = Flux.range(0, BLOCKS).map(number -> ByteBuffer.wrap(sent, number * BLOCK, BLOCK));
        try (OpenSshServer server = OpenSshServer.start(directory, "Ciphers " + cipher, "RekeyLimit 1M")) {
            ArcConnect arc = DirectArc.to(server.address());
            Rekeys rekeys = new Rekeys();

            byte[] received = arc.machine(DirectArc.ID)
                    .use(
                            route -> {
                                rekeys.count(route);
                                return server.ssh().open(route);
                            },
                            session -> session.start(Exec.command("cat").stdin(stdin))
                                    .flatMap(command -> command.stdout()
                                            .collect(
                                                    ByteArrayOutputStream::new,
                                                    (all, chunk) -> all.write(
                                                            chunk.array(),
                                                            chunk.arrayOffset() + chunk.position(),
                                                            chunk.remaining()))))
                    .block(LIMIT)
                    .toByteArray();
            arc.close().block(LIMIT);

            assertThat(received).isEqualTo(sent);
            assertThat(rekeys.count.get()).isGreaterThan(2);
        }
    }
}
