package io.arcconnect.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;

/**
 * What we want to reach.
 *
 * @param what for the page
 * @param discipline where
 * @param contestant who, whatever JDK it runs on
 * @param bound the least that will do, or the most
 * @param isMost whether the bound is the most
 * @param value what is held against the bound, from a result and the contestant's full name
 */
record Target(
        String what,
        Discipline discipline,
        String contestant,
        double bound,
        boolean isMost,
        ToDoubleBiFunction<Result, String> value) {

    static final List<Target> ALL = List.of(
            least("times ssh with our proxy", Discipline.EXEC_DOWN, 1.5, Names.PROXIED),
            least("times ssh with our proxy", Discipline.EXEC_UP, 1.5, Names.PROXIED),
            least("times ssh, direct", Discipline.EXEC_DOWN, 1.0, Names.SSH),
            least("times ssh, direct", Discipline.EXEC_UP, 0.9, Names.SSH),
            least("times sftp, direct", Discipline.SFTP_GET, 1.25, Names.SSH),
            least("times sftp, direct", Discipline.SFTP_PUT, 1.25, Names.SSH),
            least("times ssh -L, direct", Discipline.FORWARD_DOWN, 0.65, Names.SSH),
            least("times ssh -L, direct", Discipline.FORWARD_UP, 0.65, Names.SSH),
            least("times ssh -L, direct", Discipline.RDP_DOWN, 0.65, Names.SSH),
            least("times ssh -L, direct", Discipline.RDP_UP, 0.65, Names.SSH),
            least("times ssh with chacha20, direct, on the newer JDK", Discipline.CHACHA_DOWN, 0.8, Names.SSH),
            least("times ssh with chacha20, direct, on the newer JDK", Discipline.CHACHA_UP, 0.8, Names.SSH),
            far(Discipline.FAR50_DOWN),
            far(Discipline.FAR50_UP),
            far(Discipline.FAR150_DOWN),
            far(Discipline.FAR150_UP),
            new Target("client CPU s/GiB", Discipline.EXEC_DOWN, Names.ARC, 0.8, true, Result::cpu),
            new Target("client CPU s/GiB", Discipline.EXEC_UP, Names.ARC, 1.25, true, Result::cpu),
            most("times as long as ssh, direct", Discipline.CONNECT, 0.5, Names.SSH),
            most("times as long as a bare fork and exec of the shell", Discipline.SECOND, 1.05, Names.FORK),
            most("times as long as ssh's ControlMaster", Discipline.SECOND, 1.05, Names.SSH));

    private static Target least(String what, Discipline discipline, double bound, String reference) {
        return new Target(
                what, discipline, Names.ARC, bound, false, (all, name) -> all.wall(name) / all.wall(reference));
    }

    private static Target most(String what, Discipline discipline, double bound, String reference) {
        return new Target(
                what, discipline, Names.ARC, bound, true, (all, name) -> all.wall(name) / all.wall(reference));
    }

    private static Target far(Discipline discipline) {
        return new Target(
                "of the most that the window lets through",
                discipline,
                Names.far(Names.ARC, discipline.roundTrip()),
                0.9,
                false,
                (all, name) -> all.wall(name) / Optimum.of(all, name));
    }

    /** {@return the lines of the page's table, one for each JDK} */
    List<String> rows(Result result) {
        return result.readings().keySet().stream()
                .filter(name -> Names.anywhere(name).equals(contestant))
                .map(name -> row(name, value.applyAsDouble(result, name)))
                .toList();
    }

    private String row(String name, double reached) {
        return String.format(
                Locale.ROOT,
                "| %s | %s%s | %s %.2f | %.2f | %s |",
                discipline.title(),
                what,
                name.substring(Names.anywhere(name).length()),
                isMost ? "at most" : "at least",
                bound,
                reached,
                Double.isFinite(reached) ? isReached(reached) ? "yes" : "**no**" : "nothing beside it");
    }

    private boolean isReached(double value) {
        double shown = Math.round(value * 100) / 100.0;
        return isMost ? shown <= bound : shown >= bound;
    }
}
