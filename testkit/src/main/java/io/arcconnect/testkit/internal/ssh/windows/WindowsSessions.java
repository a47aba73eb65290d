package io.arcconnect.testkit.internal.ssh.windows;

import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;

/** Sessions that decline variables, which {@code AcceptEnv} must allow first (documented), and signals (inferred). */
final class WindowsSessions extends ChannelSessionFactory {

    @Override
    public Channel createChannel(Session session) {
        return new WindowsSession();
    }

    private static final class WindowsSession extends ChannelSession {

        @Override
        protected RequestHandler.Result handleEnvParsed(String name, String value) {
            return RequestHandler.Result.ReplyFailure;
        }

        @Override
        protected RequestHandler.Result handleSignalParsed(String name) {
            return RequestHandler.Result.ReplyFailure;
        }
    }
}
