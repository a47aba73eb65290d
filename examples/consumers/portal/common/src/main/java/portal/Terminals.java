package portal;

import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Shell;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshShell;
import java.nio.ByteBuffer;
import java.util.Queue;
import org.springframework.stereotype.Component;
import portal.FromBrowser.Keys;
import portal.FromBrowser.Resize;
import portal.FromBrowser.Shown;
import portal.ToBrowser.Notice;
import portal.ToBrowser.Screen;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** Terminals on machines, whatever carries their frames to a browser. */
@Component
class Terminals {

    /** Frames of keystrokes that wait for the machine: a person's typing never comes near, a runaway script does. */
    private static final int MOST_WAITING = 64;

    private final People people;
    private final Ssh ssh;
    private final Farewell farewell;

    Terminals(People people, Ssh ssh, Farewell farewell) {
        this.people = people;
        this.ssh = ssh;
        this.farewell = farewell;
    }

    /** {@return what takes a browser's frames, no more of them than may wait, until the shell is open} */
    static Sinks.Many<FromBrowser> keyboard() {
        Queue<FromBrowser> waiting = Queues.<FromBrowser>get(MOST_WAITING).get();
        return Sinks.many().unicast().onBackpressureBuffer(waiting);
    }

    /**
     * Opens a shell and joins it to a browser. The frames are asked for as the browser takes them, and a shell whose frames
     * nobody asks for waits. The last one is a notice. Cancelling closes shell and session.
     */
    Flux<ToBrowser> open(String person, MachineId machine, int columns, int rows, Flux<FromBrowser> browser) {
        Shell shell = Shell.over(ssh).size(columns, rows);
        return people.as(person, arc -> arc.machine(machine).stream(shell, opened -> frames(opened, browser)))
                .concatWith(Mono.just(new Notice("The terminal was closed.", null, null)))
                .onErrorResume(failure -> Flux.just(Notice.failed(failure)))
                .mergeWith(farewell.notice())
                .takeUntil(ToBrowser::isLast);
    }

    private static Flux<ToBrowser> frames(SshShell shell, Flux<FromBrowser> browser) {
        ScreenWindow window = new ScreenWindow();
        return shell.interact(keystrokes(shell, window, browser))
                .concatMap(window::pass, 1)
                .<ToBrowser>map(Screen::new)
                .concatWith(shell.exit().map(Notice::ended));
    }

    /** What was shown counts at once, even while keystrokes wait: the machine may take none before its output is read. */
    private static Flux<ByteBuffer> keystrokes(SshShell shell, ScreenWindow window, Flux<FromBrowser> browser) {
        return browser.doOnNext(frame -> {
                    if (frame instanceof Shown shown) {
                        window.shown(shown.bytes());
                    }
                })
                .filter(frame -> !(frame instanceof Shown))
                .onBackpressureBuffer(MOST_WAITING)
                .concatMap(frame -> frame instanceof Resize size
                        ? shell.resize(size.columns(), size.rows()).then(Mono.empty())
                        : Mono.just(((Keys) frame).bytes()));
    }
}
