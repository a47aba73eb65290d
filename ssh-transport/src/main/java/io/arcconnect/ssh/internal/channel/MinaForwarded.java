package io.arcconnect.ssh.internal.channel;

import io.arcconnect.ssh.internal.connection.LoginAttempt;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;

/** A channel that the server opens, because somebody has connected to where it listens for us (RFC 4254, section 7.2). */
public final class MinaForwarded extends MinaChannel {

    private MinaForwarded(String type, LoginAttempt attempt) {
        super(type, attempt);
    }

    /** {@return what makes them, for every kind of place where a machine listens} */
    public static List<ChannelFactory> factories() {
        return List.of(new Factory(RemoteSpot.PORT_CHANNEL), new Factory(RemoteSpot.SOCKET_CHANNEL));
    }

    /** Nobody is asked: what is not expected is refused, and what is expected is open at once. */
    @Override
    public OpenFuture open(long recipient, long windowSize, long packetSize, Buffer buffer) {
        OpenFuture opening = new DefaultOpenFuture(getChannelType(), futureLock);
        openFuture = opening;
        setRecipient(recipient);
        Session session = getSession();
        getRemoteWindow().init(windowSize, packetSize, Objects.requireNonNull(session.getFactoryManager()));
        Optional<MinaRemoteEndpoint> endpoint = RemoteEndpoints.of(session).find(getChannelType(), buffer);
        endpoint.ifPresentOrElse(found -> accept(found, opening), () -> refuse(opening));
        return opening;
    }

    private void accept(MinaRemoteEndpoint endpoint, OpenFuture opening) {
        reportTo(endpoint.begin());
        signalChannelOpenSuccess(); // sends the confirmation, before which nothing else may be sent
        opened.set(true);
        opening.setOpened();
        endpoint.serve(this);
    }

    private void refuse(OpenFuture opening) {
        opening.setException(new SshChannelOpenException(
                getChannelId(), SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, "nobody listens there"));
        closeFuture.setClosed();
        doCloseImmediately();
    }

    private record Factory(String name) implements ChannelFactory {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public Channel createChannel(Session session) {
            return new MinaForwarded(
                    name, ((ClientSession) session).getConnectionContext().getAttribute(LoginAttempt.KEY));
        }
    }
}
