package io.arcconnect;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Whoever has closed what he opened may leave: nothing keeps the JVM alive. */
class ExitTest {

    @Test
    void close_whenDone_thenNoThreadKeepsTheJvmAlive() {
        Set<Thread> before = keepingAlive();
        TokenCredential nobody = request -> Mono.empty();
        ArcConnect arc = ArcConnect.create(nobody);

        arc.close().block(Duration.ofSeconds(30));

        assertThat(keepingAlive()).isSubsetOf(before);
    }

    private static Set<Thread> keepingAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                // Netty's own, which ends after a second of quiet.
                .filter(thread -> !thread.getName().startsWith("globalEventExecutor"))
                .collect(Collectors.toSet());
    }
}
