package io.arcconnect.cli.console;

import io.arcconnect.model.Secret;
import io.arcconnect.ssh.SshChallenge;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.SshResponder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a person is asked while logging in, each only when it is needed. Enter alone, and nobody at the terminal, give up on what
 * was asked for.
 *
 * @param terminal where to ask
 * @param user who logs in
 */
public record LoginQuestions(Terminal terminal, String user) {

    /**
     * A key file whose passphrase is asked for when it has one.
     *
     * @param file the private key
     * @return the identity
     */
    public SshIdentity.KeyFile key(Path file) {
        return SshIdentity.privateKey(file, asked(() -> terminal.askSecretly("Passphrase of " + file + ": ")));
    }

    /** {@return asks for the user's password; a new question each time} */
    public Mono<Secret> password() {
        return asked(() -> terminal.askSecretly("Password of " + user + ": "));
    }

    /** {@return asks for the password that sudo wants} */
    public Mono<Secret> sudoPassword() {
        return asked(() -> terminal.askSecretly("[sudo] password of " + user + ": "));
    }

    /** {@return asks what the server asks; another one each time} */
    public SshResponder responder() {
        return new SshResponder() {
            @Override
            public Mono<List<Secret>> respond(SshChallenge challenge) {
                return asked(() -> answers(challenge));
            }
        };
    }

    private Optional<List<Secret>> answers(SshChallenge challenge) {
        List<Secret> answers = new ArrayList<>();
        String before = lines(challenge.name()) + lines(challenge.instruction());
        for (SshChallenge.Prompt prompt : challenge.prompts()) {
            Optional<Secret> answer = answer(before + prompt.text(), prompt.isEchoed());
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            answers.add(answer.get());
            before = "";
        }
        return Optional.of(answers);
    }

    private Optional<Secret> answer(String question, boolean isEchoed) {
        return isEchoed
                ? terminal.ask(question).map(text -> text.isEmpty() ? Secret.empty() : Secret.of(text))
                : terminal.askSecretly(question);
    }

    private static String lines(String text) {
        return text.isBlank() ? "" : text.strip() + System.lineSeparator();
    }

    private static <T> Mono<T> asked(Callable<Optional<T>> question) {
        return Mono.fromCallable(question)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(Mono::justOrEmpty)
                .filter(answer -> !Secret.empty().equals(answer));
    }
}
