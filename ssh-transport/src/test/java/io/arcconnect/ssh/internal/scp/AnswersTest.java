package io.arcconnect.ssh.internal.scp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class AnswersTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Answers answers = new Answers();

    private void said(String text) {
        answers.accept(StandardCharsets.UTF_8.encode(text));
    }

    @Test
    void next_whenTheAnswerIsThereOrComes_thenOneEach() {
        said("\0");

        StepVerifier.create(answers.next()).expectComplete().verify(LIMIT);
        StepVerifier.create(answers.next())
                .then(() -> said("\0"))
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(answers.next())
                .then(answers::end)
                .expectError(Answers.NoMore.class)
                .verify(LIMIT);
        assertThat(answers.refusal()).isEmpty();
    }

    @Test
    void next_whenTheMachineRefuses_thenNothingMoreAndItsWords() {
        StepVerifier.create(answers.next())
                .then(() -> said("\u0001scp: /root: Perm"))
                .then(() -> said("ission denied\n\0\0"))
                .expectError(Answers.NoMore.class)
                .verify(LIMIT);

        StepVerifier.create(answers.next()).expectError(Answers.NoMore.class).verify(LIMIT);
        assertThat(answers.refusal()).contains("scp: /root: Permission denied");
    }

    @Test
    void refusal_whenTheLoginShellGreets_thenTheGreetingIsTold() {
        said("Welcome to web-01!\n");

        assertThat(answers.refusal()).contains("Welcome to web-01!");
    }

    @Test
    void accept_whenAMessageNeverEnds_thenItIsCut() {
        answers.accept(ByteBuffer.wrap(new byte[] {2}));
        for (int i = 0; i < 100; i++) {
            said("x".repeat(1000));
        }

        assertThat(answers.refusal().orElseThrow()).hasSizeLessThan(10_000);
    }
}
