package io.arcconnect.cli.fleet;

import io.arcconnect.cli.console.LiveArea;
import io.arcconnect.cli.console.Terminal;
import io.arcconnect.model.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A person who is asked each question once, however many machines want the answer, and one question at a time. What goes on is
 * not drawn over a question.
 */
final class AskedOnce implements Terminal {

    private final Terminal person;
    private final Map<String, Optional<String>> answers = new HashMap<>();
    private final Map<String, Optional<Secret>> secrets = new HashMap<>();
    private @Nullable LiveArea live;

    AskedOnce(Terminal person) {
        this.person = person;
    }

    synchronized void above(LiveArea area) {
        live = area;
    }

    @Override
    public synchronized Optional<String> ask(String question) {
        return answers.computeIfAbsent(question, unanswered -> asked(person::ask, unanswered));
    }

    @Override
    public synchronized Optional<Secret> askSecretly(String question) {
        return secrets.computeIfAbsent(question, unanswered -> asked(person::askSecretly, unanswered));
    }

    private <T> Optional<T> asked(Function<String, Optional<T>> way, String question) {
        LiveArea area = live;
        if (area == null) {
            return way.apply(question);
        }
        area.pause();
        try {
            return way.apply(question);
        } finally {
            area.resume();
        }
    }
}
