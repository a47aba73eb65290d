package io.arcconnect.ssh.internal.pool;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.testkit.DuplexStreams;
import java.lang.reflect.Proxy;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A session of which a pool's test knows whether it is open. */
final class PoolTestSession {

    final Sinks.Empty<Void> end = Sinks.empty();
    volatile boolean closed;
    final DuplexStream stream = DuplexStreams.pair().left();

    SshSession session() {
        return (SshSession) Proxy.newProxyInstance(
                SshSession.class.getClassLoader(),
                new Class<?>[] {SshSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "close" ->
                        Mono.fromRunnable(() -> {
                            closed = true;
                            end.tryEmitEmpty();
                        });
                    case "onClose" -> end.asMono();
                    case "openStream" -> Mono.just(stream);
                    case "user", "trackingId" -> java.util.Optional.empty();
                    case "toString" -> "test session";
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> throw new AssertionError("unexpected call: " + method);
                });
    }
}
