package io.arcconnect.fake;

import io.arcconnect.ssh.Exec;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What one script says: for which commands, how often, and what they do. */
final class CommandRule {

    private final String name;
    private final Predicate<Exec> meant;
    private final AtomicInteger left;
    private final CommandAnswer answer;

    CommandRule(String name, Predicate<Exec> meant, int times, CommandAnswer answer) {
        this.name = name;
        this.meant = meant;
        this.left = new AtomicInteger(times);
        this.answer = answer;
    }

    String name() {
        return name;
    }

    CommandAnswer answer() {
        return answer;
    }

    boolean fits(Exec command) {
        return left.get() > 0 && meant.test(command);
    }

    boolean takes(Exec command) {
        return meant.test(command) && left.getAndUpdate(CommandRule::oneLess) > 0;
    }

    /** The most there can be stands for "always". */
    private static int oneLess(int now) {
        return now == Integer.MAX_VALUE || now == 0 ? now : now - 1;
    }
}
