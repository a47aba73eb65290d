package io.arcconnect.cli.fleet;

import io.arcconnect.cli.console.Display;
import io.arcconnect.cli.console.Paint;
import io.arcconnect.cli.console.Table;
import io.arcconnect.model.MachineId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How the machines of a fleet go on, each in a line. */
final class FleetBoard {

    /** Where a machine is. */
    enum State {
        WAITING,
        CONNECTING,
        RUNNING,
        DONE,
        FAILED,
        SKIPPED;

        boolean isUnderWay() {
            return this == CONNECTING || this == RUNNING;
        }
    }

    /** A machine. */
    private static final class Row {
        private final LastLine output = new LastLine();
        private State state = State.WAITING;
        private long begun;
        private Duration took = Duration.ZERO;
        private String detail = "";
    }

    private final Map<MachineId, Row> rows = new LinkedHashMap<>();
    private final MachineNames names;
    private final long begun = System.nanoTime();

    FleetBoard(List<MachineId> machines) {
        this.names = new MachineNames(machines);
        machines.forEach(id -> rows.put(id, new Row()));
    }

    MachineNames names() {
        return names;
    }

    synchronized void connecting(MachineId machine) {
        Row row = row(machine);
        row.state = State.CONNECTING;
        row.begun = System.nanoTime();
    }

    synchronized void running(MachineId machine) {
        row(machine).state = State.RUNNING;
    }

    synchronized boolean isRunning(MachineId machine) {
        return row(machine).state == State.RUNNING;
    }

    LastLine output(MachineId machine) {
        return row(machine).output;
    }

    synchronized void ended(Ended ended) {
        Row row = row(ended.machine());
        row.state = State.valueOf(ended.status().name());
        row.took = ended.took();
        row.detail = ended.reason().orElse("");
    }

    /** {@return who is in a state, in order} */
    synchronized List<MachineId> in(State... states) {
        List<State> wanted = List.of(states);
        return rows.entrySet().stream()
                .filter(row -> wanted.contains(row.getValue().state))
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized Duration since(MachineId machine) {
        return Duration.ofNanos(System.nanoTime() - row(machine).begun);
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Row row(MachineId machine) {
        return rows.computeIfAbsent(machine, unknown -> new Row());
    }

    /** {@return the lines to show: counts, and all machines or, where these are more than fit, those under way} */
    synchronized List<String> lines(int room, Display display) {
        List<String> lines = new ArrayList<>(List.of(display.painted(Paint.STRONG, counts())));
        if (room < 3) {
            return lines;
        }
        Table table = Table.of("MACHINE", "STATE", "TIME", "OUTPUT").numbers(2);
        int fitting = room - 2;
        Stream<Map.Entry<MachineId, Row>> shown = rows.entrySet().stream();
        if (rows.size() > fitting) {
            shown = shown.filter(row -> row.getValue().state.isUnderWay());
        }
        shown.limit(fitting).forEach(row -> add(table, row.getKey(), row.getValue()));
        lines.addAll(table.lines(display));
        return lines;
    }

    private void add(Table table, MachineId machine, Row row) {
        Duration time = row.state.isUnderWay() ? Duration.ofNanos(System.nanoTime() - row.begun) : row.took;
        String output = row.output.text();
        table.row(
                paint(row.state),
                1,
                names.of(machine),
                row.state.name().toLowerCase(Locale.ROOT),
                row.state == State.WAITING || row.state == State.SKIPPED ? "" : Seconds.of(time),
                output.isEmpty() ? row.detail : output);
    }

    private static Paint paint(State state) {
        return switch (state) {
            case DONE -> Paint.GOOD;
            case FAILED -> Paint.BAD;
            case SKIPPED -> Paint.WARNING;
            case WAITING -> Paint.FAINT;
            case CONNECTING, RUNNING -> Paint.PLAIN;
        };
    }

    private String counts() {
        long underWay =
                rows.values().stream().filter(row -> row.state.isUnderWay()).count();
        return count(State.DONE) + " of " + rows.size() + " done, " + count(State.FAILED) + " failed, " + underWay
                + " under way, " + count(State.WAITING) + " waiting  " + Seconds.of(took());
    }

    private long count(State state) {
        return rows.values().stream().filter(row -> row.state == state).count();
    }
}
