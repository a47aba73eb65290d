package ops;

import io.arcconnect.ArcMachine;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.tunnel.Tunnel;
import java.net.InetSocketAddress;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** More code under test: does something with the machine's database, as if it were here. */
public final class DatabaseDoor {

    private final Protocol<? extends StreamOpener> carrier;

    public DatabaseDoor(Protocol<? extends StreamOpener> carrier) {
        this.carrier = carrier;
    }

    public <T> Mono<T> through(ArcMachine machine, Function<InetSocketAddress, Mono<T>> work) {
        return machine.use(Tunnel.over(carrier).to("localhost", 5432), port -> work.apply(port.localAddress()));
    }
}
