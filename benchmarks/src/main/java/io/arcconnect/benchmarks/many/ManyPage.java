package io.arcconnect.benchmarks.many;

import io.arcconnect.benchmarks.compare.Figures;
import io.arcconnect.benchmarks.compare.Figures.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was measured of many, as tables of docs/performance.md. */
final class ManyPage {

    private static final double MOST_HEAP = 60;
    private static final double MOST_OF_A_PROCESS = 0.1;
    private static final double MOST_GROWTH = 1.1;

    private ManyPage() {}

    /**
     * Makes the table of idle sessions.
     *
     * @param none what the process had without any
     * @param steps ascending numbers of sessions
     * @param ssh KiB that a process of ssh keeps
     */
    static Figures idle(String machine, String commit, Footprint none, List<IdleStep> steps, double ssh) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("0", "", "", "", "", "", String.valueOf(none.threads()), String.valueOf(none.descriptors())));
        steps.forEach(step -> rows.add(step.cells()));
        IdleStep most = steps.get(steps.size() - 1);
        double share = most.residentEach() / ssh;
        int moreThreads = most.footprint().threads() - none.threads();
        String each = "of each of " + most.sessions();
        return new Figures(
                "idle sessions",
                "`benchmarks/many idle"
                        + numbers(steps.stream().map(IdleStep::sessions).toList())
                        + "`: sessions that are logged in and do nothing, in one JVM, through the relay; emulators and SSH servers (MINA's) in processes of"
                        + " their own. Heap is what collections leave; resident is what the system counts for the JVM, native memory of TLS included, beyond"
                        + " what it had without sessions; threads are without those for the user's code. A process of `ssh -N`, straight to the"
                        + " server, keeps " + format("%.0f", ssh) + " KiB, shared pages shared out",
                machine,
                commit,
                IdleStep.COLUMNS,
                rows,
                List.of(
                        atMost("KiB of heap " + each, most.heapEach(), "%.1f", MOST_HEAP),
                        atMost("threads more than without any", moreThreads, "%.0f", 0),
                        atMost(
                                "resident memory " + each + ", of that of a process of ssh",
                                share,
                                "%.2f",
                                MOST_OF_A_PROCESS)));
    }

    /** Makes the table of one command on many machines. */
    static Figures fleet(String machine, String commit, int atOnce, List<FanOutStep> steps) {
        List<FanOutStep> ours =
                steps.stream().filter(step -> step.who().equals(FanOut.FLEET)).toList();
        FanOutStep most = ours.get(ours.size() - 1);
        // Not the first: that one pays for what the JVM has not compiled yet.
        double cheapest = ours.stream().mapToDouble(FanOutStep::cpuEach).min().orElseThrow();
        return new Figures(
                "one command on many machines",
                "`benchmarks/many fleet"
                        + numbers(ours.stream().map(FanOutStep::machines).toList())
                        + "`: `true` on machines that nobody has asked for, " + atOnce
                        + " at a time; credentials, TLS, relay and login included for the fleet, and for a process of `ssh` for each, straight to"
                        + " the same server (MINA's), start and login",
                machine,
                commit,
                FanOutStep.COLUMNS,
                steps.stream().map(FanOutStep::cells).toList(),
                List.of(atMost(
                        "CPU for each of " + most.machines() + ", times that where it was least",
                        most.cpuEach() / cheapest,
                        "%.2f",
                        MOST_GROWTH)));
    }

    private static Goal atMost(String what, double measured, String format, double bound) {
        String shown = format(format, measured);
        return new Goal(what, "at most " + format(format, bound), shown, Double.parseDouble(shown) <= bound);
    }

    private static String numbers(List<Integer> numbers) {
        return numbers.stream().map(number -> " " + number).collect(Collectors.joining());
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
