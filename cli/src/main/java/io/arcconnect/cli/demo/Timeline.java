package io.arcconnect.cli.demo;

import io.arcconnect.error.ArcConnectException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Prints what happens and when, and remembers whether every step held. */
final class Timeline {

    private final PrintWriter out;
    private final long begin = System.nanoTime();
    private int held;
    private int failed;

    Timeline(PrintWriter out) {
        this.out = out;
    }

    /** Starts a part whose steps build on each other: after the first that fails, the others are not tried. */
    Part part(String title) {
        line("");
        line(title);
        return new Part();
    }

    synchronized void note(String text) {
        line(String.format(Locale.ROOT, "%8s   . %s", since(begin), text));
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    int failures() {
        return failed;
    }

    String summary() {
        return String.format(Locale.ROOT, "%d steps held, %d did not, %s in all.", held, failed, since(begin));
    }

    static String since(long nanos) {
        return seconds(Duration.ofNanos(System.nanoTime() - nanos));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    final class Part {

        private boolean broken;

        void step(String name, Callable<String> work) {
            if (broken) {
                failed++;
                print("skip", name, "", "an earlier step failed");
                return;
            }
            long start = System.nanoTime();
            try {
                String detail = work.call();
                held++;
                print("ok", name, since(start), detail);
            } catch (Exception problem) {
                broken = true;
                failed++;
                print("FAIL", name, since(start), describe(problem));
            }
        }

        private void print(String verdict, String name, String took, String detail) {
            line(String.format(Locale.ROOT, "%8s %4s  %-26s %8s  %s", since(begin), verdict, name, took, detail));
        }

        private String describe(Exception problem) {
            return problem instanceof ArcConnectException known
                    ? known.getMessage() + " (stage " + known.stage() + ")"
                    : problem.toString();
        }
    }
}
