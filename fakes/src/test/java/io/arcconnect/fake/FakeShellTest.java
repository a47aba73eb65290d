package io.arcconnect.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.Shell;
import io.arcconnect.ssh.SshShell;
import io.arcconnect.testkit.FakeMachine;
import io.arcconnect.testkit.FakeRoute;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class FakeShellTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ScriptedSsh ssh = FakeSsh.create()
            .onShell(shell -> shell.shows("$ ").answers("ls\r", "a.txt\r\n$ ").ends("exit\r", 3));

    private final SshShell shell =
            Shell.over(ssh).open(FakeRoute.to(FakeMachine.named("web-01").id())).block(LIMIT);

    @Test
    void interact_whenItIsTyped_thenTheScreenShowsTheScriptUntilTheEnd() {
        Flux<String> screen = shell.interact(Flux.just(UTF_8.encode("l"), UTF_8.encode("s\rex"), UTF_8.encode("it\r")))
                .map(bytes -> UTF_8.decode(bytes).toString());

        StepVerifier.create(screen).expectNext("$ ", "a.txt\r\n$ ").verifyComplete();
        StepVerifier.create(shell.exit())
                .assertNext(exit -> assertThat(exit.status()).hasValue(3))
                .verifyComplete();
    }

    @Test
    void type_whenNobodySaidAnything_thenAnAssertionErrorNamesTheKeys() {
        StepVerifier.create(shell.type("rm\r"))
                .expectErrorSatisfies(unexpected -> assertThat(unexpected)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("\"rm\\r\"")
                        .hasMessageContaining("ls\\r"))
                .verify(LIMIT);
    }

    @Test
    void close_whenItRuns_thenTheScreenEnds() {
        StepVerifier.create(shell.screen().then())
                .then(() -> shell.close().block(LIMIT))
                .verifyComplete();
        StepVerifier.create(shell.onClose()).verifyComplete();
    }
}
