package io.arcconnect.testkit.internal.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** The login shell of one channel, on a thread of its own. */
final class ShellCommand implements Command {

    private final Personality personality;
    private final ExecutorService threads;
    private final CountDownLatch destroyed = new CountDownLatch(1);
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private ExitCallback exit = (status, message, immediately) -> {};

    ShellCommand(Personality personality, ExecutorService threads) {
        this.personality = personality;
        this.threads = threads;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        // A terminal has one screen.
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        SmallTerminal terminal = new SmallTerminal(in, out, environment, personality);
        String user = channel.getSession().getUsername();
        threads.execute(() -> run(terminal, user));
    }

    private void run(SmallTerminal terminal, String user) {
        try {
            exit.onExit(terminal.run(user, destroyed));
        } catch (IOException | RuntimeException clientHasGone) {
            exit.onExit(255, "failed");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        destroyed.countDown();
    }
}
