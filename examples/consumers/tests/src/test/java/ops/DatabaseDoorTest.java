package ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.testkit.ArcEmulated;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.FakeCarrier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A tunnel is real, and what it goes over is in memory. */
@ArcEmulated(linux = "db-01")
class DatabaseDoorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void through_whenSomethingListens_thenItIsReached(ArcEmulator emulator, ArcConnect arc) {
        FakeCarrier carrier = FakeCarrier.create().echo("localhost", 5432);
        ArcMachine machine = arc.machine(emulator.machine("db-01").id());

        String answer = new DatabaseDoor(carrier)
                .through(machine, DatabaseDoorTest::ask)
                .block(LIMIT);

        assertThat(answer).isEqualTo("select 1");
        assertThat(carrier.asked()).contains("localhost:5432");
        assertThat(carrier.sessions()).isZero();
        assertThat(emulator.dials()).isEmpty();
    }

    @Test
    void through_whenTheMachineForbidsIt_thenNothingComesBack(ArcEmulator emulator, ArcConnect arc) {
        FakeCarrier carrier = FakeCarrier.create().forbid("localhost", 5432);
        ArcMachine machine = arc.machine(emulator.machine("db-01").id());

        Mono<String> answer = new DatabaseDoor(carrier).through(machine, DatabaseDoorTest::ask);

        assertThatThrownBy(() -> answer.block(LIMIT)).isInstanceOf(UncheckedIOException.class);
    }

    private static Mono<String> ask(InetSocketAddress address) {
        return Mono.fromCallable(() -> {
                    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                        socket.setSoTimeout((int) LIMIT.toMillis());
                        socket.getOutputStream().write("select 1".getBytes(UTF_8));
                        byte[] answer = socket.getInputStream().readNBytes("select 1".length());
                        if (answer.length == 0) {
                            throw new IOException("nothing came back");
                        }
                        return new String(answer, UTF_8);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(IOException.class, UncheckedIOException::new);
    }
}
