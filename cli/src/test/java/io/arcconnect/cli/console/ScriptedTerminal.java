package io.arcconnect.cli.console;

import io.arcconnect.model.Secret;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A person who types what a test says, in this order; nobody is there when there is nothing to type. */
public final class ScriptedTerminal implements Terminal {

    private final List<String> questions = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();

    /** Types this next. */
    public void types(String answer) {
        answers.add(answer);
    }

    /** {@return what was asked so far} */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    @Override
    public Optional<String> ask(String question) {
        questions.add(question);
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<Secret> askSecretly(String question) {
        return ask(question).map(text -> text.isEmpty() ? Secret.empty() : Secret.of(text));
    }
}
