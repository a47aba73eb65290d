package io.arcconnect.testkit.internal.ssh;

import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.ExecRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** One command of one channel, on a thread of its own. */
final class ExecCommand implements Command {

    private final String command;
    private final Function<ExecRequest, ExecReply> answer;
    private final Personality personality;
    private final ExecutorService threads;
    private final CountDownLatch destroyed = new CountDownLatch(1);
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback exit = (status, message, immediately) -> {};

    ExecCommand(
            String command, Function<ExecRequest, ExecReply> answer, Personality personality, ExecutorService threads) {
        this.personality = personality;
        this.command = command;
        this.answer = answer;
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
        threads.execute(() -> run(channel, variables));
    }

    @Override
    public void destroy(ChannelSession channel) {
        destroyed.countDown();
    }

    private void run(ChannelSession channel, Map<String, String> environment) {
        String user = channel.getSession().getUsername();
        try {
            ExecReply reply = answer.apply(new ExecRequest(command, user, environment, in));
            if (reply.kind() == ExecReply.Kind.BUILT_IN) {
                Console console = new Console(user, environment, in, out, err, destroyed);
                reply = personality.shell(console).run(command);
            }
            out.write(reply.stdoutBytes());
            out.flush();
            err.write(reply.stderrBytes());
            err.flush();
            end(channel, reply);
        } catch (IOException | RuntimeException clientHasGone) {
            exit.onExit(255, "failed");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(ChannelSession channel, ExecReply reply) throws IOException, InterruptedException {
        switch (reply.kind()) {
            case EXIT -> exit.onExit(reply.status());
            case SIGNAL -> {
                signal(channel, reply.signal().orElse("TERM"));
                channel.close(false);
            }
            case SILENT -> channel.close(false);
            default -> destroyed.await();
        }
    }

    /** RFC 4254 section 6.10. */
    private static void signal(ChannelSession channel, String name) throws IOException {
        Buffer buffer = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, 64);
        buffer.putUInt(channel.getRecipient());
        buffer.putString("exit-signal");
        buffer.putBoolean(false);
        buffer.putString(name);
        buffer.putBoolean(false);
        buffer.putString("");
        buffer.putString("");
        channel.writePacket(buffer);
    }
}
