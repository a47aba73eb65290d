package io.arcconnect.internal.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Answers many who ask at the same time with one look, which begins after they asked: two hundred connections at once do not
 * read a long table two hundred times. The thread of whoever asks first looks, for all.
 */
final class Batches {

    private final Look look;
    private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger toDo = new AtomicInteger();

    Batches(Look look) {
        this.look = look;
    }

    /** Subscribing asks, and may block. */
    Mono<Finding> ask(Ends ends) {
        return Mono.create(sink -> {
            waiting.add(new Question(ends, sink));
            answer();
        });
    }

    private void answer() {
        if (toDo.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            answer(takeAll());
            seen = toDo.addAndGet(-seen);
        } while (seen != 0);
    }

    private void answer(List<Question> questions) {
        if (questions.isEmpty()) {
            return;
        }
        try {
            Set<Ends> asked = questions.stream().map(Question::ends).collect(Collectors.toSet());
            Map<Ends, Finding> findings = look.at(asked);
            questions.forEach(question -> question.sink.success(findings.get(question.ends)));
        } catch (IOException | RuntimeException problem) {
            questions.forEach(question -> question.sink.error(problem));
        }
    }

    private List<Question> takeAll() {
        List<Question> all = new ArrayList<>();
        for (Question next = waiting.poll(); next != null; next = waiting.poll()) {
            all.add(next);
        }
        return all;
    }

    private record Question(Ends ends, MonoSink<Finding> sink) {}
}
