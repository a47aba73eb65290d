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
 * @param onNewest whether it is held against the newest of the JDKs only
 * @param bound the least that will do, or the most
 * @param isMost whether the bound is the most
 * @param value what is held against the bound, from a result and the contestant's full name
 */
record Target(
        String what,
        Discipline discipline,
        String contestant,
        boolean onNewest,
        double bound,
        boolean isMost,
        ToDoubleBiFunction<Result, String> value) {

    static final List<Target> ALL = List.of(
            least("times ssh with our proxy", Discipline.EXEC_DOWN, 1.5, Names.PROXIED),
            least("times ssh with our proxy", Discipline.EXEC_UP, 1.5, Names.PROXIED),
            least("times ssh, direct", Discipline.EXEC_DOWN, 1.0, Names.SSH),
            onEventLoop(least("times ssh, direct", Discipline.EXEC_DOWN, 1.0, Names.SSH)),
            least("times ssh, direct", Discipline.EXEC_UP, 0.9, Names.SSH),
            onEventLoop(least("times ssh, direct", Discipline.EXEC_UP, 0.9, Names.SSH)),
            least("times sftp, direct", Discipline.SFTP_GET, 1.25, Names.SSH),
            least("times sftp, direct", Discipline.SFTP_PUT, 1.25, Names.SSH),
            least("times ssh -L, direct", Discipline.FORWARD_DOWN, 0.65, Names.SSH),
            least("times ssh -L, direct", Discipline.FORWARD_UP, 0.65, Names.SSH),
            least("times ssh -L, direct", Discipline.RDP_DOWN, 0.65, Names.SSH),
            least("times ssh -L, direct", Discipline.RDP_UP, 0.65, Names.SSH),
            chacha(Discipline.CHACHA_DOWN),
            chacha(Discipline.CHACHA_UP),
            far(Discipline.FAR50_DOWN),
            far(Discipline.FAR50_UP),
            far(Discipline.FAR150_DOWN),
            far(Discipline.FAR150_UP),
            cpu(Discipline.EXEC_DOWN, 0.8),
            onEventLoop(cpu(Discipline.EXEC_DOWN, 0.8)),
            cpu(Discipline.EXEC_UP, 1.25),
            onEventLoop(cpu(Discipline.EXEC_UP, 1.25)),
            most("times as long as ssh, direct", Discipline.CONNECT, 0.5, Names.SSH),
            most("times as long as a bare fork and exec of the shell", Discipline.SECOND, 1.05, Names.FORK),
            most("times as long as ssh's ControlMaster", Discipline.SECOND, 1.05, Names.SSH));

    private static Target least(String what, Discipline discipline, double bound, String reference) {
        return new Target(
                what, discipline, Names.ARC, false, bound, false, (all, name) -> all.wall(name) / all.wall(reference));
    }

    private static Target most(String what, Discipline discipline, double bound, String reference) {
        return new Target(
                what, discipline, Names.ARC, false, bound, true, (all, name) -> all.wall(name) / all.wall(reference));
    }

    private static Target cpu(Discipline discipline, double bound) {
        return new Target("client CPU s/GiB", discipline, Names.ARC, false, bound, true, Result::cpu);
    }

    private static Target chacha(Discipline discipline) {
        return new Target(
                "times ssh with chacha20, direct",
                discipline,
                Names.ARC,
                true,
                0.8,
                false,
                (all, name) -> all.wall(name) / all.wall(Names.SSH));
    }

    private static Target onEventLoop(Target other) {
        return new Target(
                other.what + ", onEventLoop",
                other.discipline,
                Names.EVENT_LOOP,
                other.onNewest,
                other.bound,
                other.isMost,
                other.value);
    }

    private static Target far(Discipline discipline) {
        return new Target(
                "of the most that the window lets through",
                discipline,
                Names.far(Names.ARC, discipline.roundTrip()),
                false,
                0.9,
                false,
                (all, name) -> all.wall(name) / Optimum.of(all, name));
    }

    /** {@return the lines of the page's table, one for each JDK that it is held against} */
    List<String> rows(Result result) {
        List<String> names = result.readings().keySet().stream()
                .filter(name -> Names.anywhere(name).equals(contestant))
                .sorted()
                .toList();
        return names.stream()
                .skip(onNewest ? Math.max(0, names.size() - 1) : 0)
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
