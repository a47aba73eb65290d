package io.arcconnect.testkit.internal.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * One command of one channel, run by this computer's shell. Each stream has a thread of its own: one thread for all of them
 * hangs as soon as the command waits for its output to be read while its input is being written.
 */
final class SystemCommand implements Command {

    private final String command;
    private final ExecutorService threads;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback exit = (status, message, immediately) -> {};
    private boolean destroyed;
    private @Nullable Process running;

    SystemCommand(String command, ExecutorService threads) {
        this.command = command;
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
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Map<String, String> variables = Map.copyOf(environment.getEnv());
        threads.execute(() -> run(variables));
    }

    @Override
    public synchronized void destroy(ChannelSession channel) {
        destroyed = true;
        if (running != null) {
            // A child that goes on would hold the pipes, and outlive the test.
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroy();
        }
    }

    private void run(Map<String, String> environment) {
        try {
            Process process = process(environment);
            threads.execute(() -> feed(process.getOutputStream()));
            Future<Long> errors = threads.submit(() -> pump(process.getErrorStream(), err));
            pump(process.getInputStream(), out);
            errors.get();
            exit.onExit(process.waitFor());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception clientHasGone) {
            exit.onExit(255, "failed");
        }
    }

    /** In a session of its own, as sshd starts it: whoever ends its process group must not end the test's. */
    private synchronized Process process(Map<String, String> environment) throws IOException {
        if (destroyed) {
            throw new IOException("the channel was closed");
        }
        ProcessBuilder builder = new ProcessBuilder("setsid", "/bin/sh", "-c", command);
        builder.environment().putAll(environment);
        Process process = builder.start();
        running = process;
        return process;
    }

    /** Until the client has said all, or the command wants no more of it. */
    private void feed(OutputStream stdin) {
        try (stdin) {
            pump(in, stdin);
        } catch (IOException commandHasClosedIt) {
            // The status of the command is what counts.
        }
    }

    private static long pump(InputStream from, OutputStream to) throws IOException {
        byte[] chunk = new byte[32_768];
        long total = 0;
        for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
            to.write(chunk, 0, read);
            to.flush();
            total += read;
        }
        return total;
    }
}
