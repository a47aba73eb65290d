package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.Recording;
import io.arcconnect.ssh.Shell;
import io.arcconnect.ssh.Ssh;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Uses a shell as a person does, such as from a terminal in a browser. */
public final class OpenAShell {

    private OpenAShell() {}

    /**
     * Opens a shell, which ends when somebody types {@code exit} or the subscription is cancelled.
     *
     * @param machine where
     * @param ssh how to log in
     * @param keystrokes what is typed, as the terminal sends it
     * @return what the screen shows
     */
    public static Flux<ByteBuffer> screen(ArcMachine machine, Ssh ssh, Publisher<ByteBuffer> keystrokes) {
        return machine.stream(Shell.over(ssh).size(120, 40), shell -> shell.interact(keystrokes));
    }

    /**
     * Does the same and keeps a recording of it.
     *
     * @param machine where
     * @param ssh how to log in
     * @param keystrokes what is typed
     * @param recordings a folder
     * @return what the screen shows
     */
    public static Flux<ByteBuffer> recorded(
            ArcMachine machine, Ssh ssh, Publisher<ByteBuffer> keystrokes, Path recordings) {
        Shell recorded = Shell.over(ssh).recording(Recording.in(recordings).title("web-01, incident 4711"));
        return machine.stream(recorded, shell -> shell.interact(keystrokes));
    }
}
