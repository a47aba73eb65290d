package io.arcconnect.cli.fleet;

import io.arcconnect.cli.console.Harmless;
import io.arcconnect.cli.console.JsonLines;
import io.arcconnect.cli.console.LiveArea;
import io.arcconnect.cli.console.OutputClosedException;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.fleet.FleetBoard.State;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.ExecResult;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Tells what becomes of machines. As text: each line of output behind the machine's name, standard output there and standard
 * error there, and on standard error how each ended and a summary. As JSON: an object a line on standard output, and nothing on
 * standard error. A terminal shows how all go on.
 */
final class FleetReport implements AutoCloseable {

    private final Surroundings around;
    private final boolean json;
    private final FleetBoard board;
    private final FleetSummary summary;
    private final LiveArea live;
    private boolean over;

    FleetReport(Surroundings around, boolean json, FleetBoard board) {
        this.around = around;
        this.json = json;
        this.board = board;
        this.summary = new FleetSummary(board.names());
        this.live = LiveArea.open(
                around.err(),
                around.displays().err(),
                room -> board.lines(room, around.displays().err()));
    }

    FleetBoard board() {
        return board;
    }

    LiveArea live() {
        return live;
    }

    /**
     * Tells the end of a machine.
     *
     * @throws OutputClosedException when nobody reads any more
     */
    synchronized void ended(Ended ended) {
        if (over) {
            return;
        }
        board.ended(ended);
        tell(ended);
    }

    private void tell(Ended ended) {
        summary.add(ended);
        live.print(() -> {
            if (json) {
                new JsonLines(around.out()).write(ended.toJson());
            } else {
                text(ended);
            }
        });
    }

    private void text(Ended ended) {
        String name = board.names().of(ended.machine());
        ended.result().ifPresent(result -> output(name, result));
        String end = switch (ended.status()) {
            case DONE -> "done in " + Seconds.of(ended.took());
            case FAILED ->
                "failed after " + Seconds.of(ended.took()) + ": "
                        + ended.reason().orElse("") + ": "
                        + ended.detail().orElse("");
            case SKIPPED -> "skipped";
            case CANCELLED -> "cancelled after " + Seconds.of(ended.took()) + ", and told to end";
        };
        around.err().print(name + ": " + Harmless.line(end) + "\n");
        around.err().flush();
    }

    private void output(String name, ExecResult result) {
        lines(name, result.stdout(), around.out());
        lines(name, result.stderr(), around.err());
        OutputClosedException.check(around.out());
    }

    private static void lines(String name, String text, PrintStream to) {
        text.lines().forEach(line -> to.print(name + ": " + Harmless.output(line) + "\n"));
        to.flush();
    }

    /** Tells that nobody wants the rest any more: who was told to end, and who has not begun. */
    synchronized void cancelled() {
        if (over) {
            return;
        }
        for (MachineId machine : board.in(State.CONNECTING, State.RUNNING)) {
            Duration took = board.since(machine);
            tell(Ended.cancelled(machine, took));
        }
        board.in(State.WAITING).forEach(machine -> tell(Ended.skipped(machine)));
        conclude();
    }

    /** Tells the summary. {@return the exit status, the given one when no command has run anywhere} */
    synchronized int end(int nothing) {
        conclude();
        return summary.exitStatus(nothing);
    }

    private void conclude() {
        if (over) {
            return;
        }
        over = true;
        live.close();
        if (json) {
            new JsonLines(around.out()).write(summary.toJson(board.took()));
        } else {
            summary.lines(board.took()).forEach(line -> around.err().print(line + "\n"));
            around.err().flush();
        }
    }

    /** Takes the live lines away. */
    @Override
    public void close() {
        live.close();
    }
}
