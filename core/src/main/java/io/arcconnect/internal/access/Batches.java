package io.arcconnect.internal.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Answers many who ask at the same time with one look, which begins after they asked: two hundred connections at once do not
 * read a long table two hundred times. Whoever was not found is looked for again, while those who were go on. No thread is kept by those who ask and ask: each look is a task of its own.
 */
final class Batches {

    /** For one connection that is not found. To overlook it needs a change in the same moment and place each time. */
    private static final int LOOKS = 2;

    private final Look look;
    private final Scheduler threads = Schedulers.boundedElastic();
    private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger toDo = new AtomicInteger();

    Batches(Look look) {
        this.look = look;
    }

    /** Subscribing asks. */
    Mono<Finding> ask(Ends ends) {
        return Mono.create(sink -> {
            waiting.add(new Question(ends, sink, 1));
            if (toDo.getAndIncrement() == 0) {
                lookSoon();
            }
        });
    }

    private void lookSoon() {
        try {
            threads.schedule(this::answerAll);
        } catch (RejectedExecutionException busy) {
            toDo.set(0);
            takeAll().forEach(question -> question.sink.error(busy));
        }
    }

    private void answerAll() {
        int seen = toDo.get();
        List<Question> again = answer(takeAll());
        waiting.addAll(again);
        if (toDo.addAndGet(again.size() - seen) != 0) {
            lookSoon();
        }
    }

    /** {@return those of whom another look may know more} */
    private List<Question> answer(List<Question> questions) {
        List<Question> again = new ArrayList<>();
        if (questions.isEmpty()) {
            return again;
        }
        try {
            Set<Ends> asked = questions.stream().map(Question::ends).collect(Collectors.toSet());
            Map<Ends, Finding> findings = look.at(asked);
            for (Question question : questions) {
                Finding finding = findings.get(question.ends);
                if (question.mayBeFound(finding)) {
                    again.add(question.again());
                } else {
                    question.sink.success(finding);
                }
            }
        } catch (Throwable problem) { // Whatever it is, those who ask next are answered.
            questions.forEach(question -> question.sink.error(problem));
            again.clear();
        }
        return again;
    }

    private List<Question> takeAll() {
        List<Question> all = new ArrayList<>();
        for (Question next = waiting.poll(); next != null; next = waiting.poll()) {
            all.add(next);
        }
        return all;
    }

    private record Question(Ends ends, MonoSink<Finding> sink, int looks) {

        boolean mayBeFound(@Nullable Finding finding) {
            return Look.NOBODYS.equals(finding) && looks < LOOKS;
        }

        Question again() {
            return new Question(ends, sink, looks + 1);
        }
    }
}
