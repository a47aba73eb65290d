package io.arcconnect.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** MINA's own client, which is not the one under test anywhere, and what it has seen. */
final class SshTester implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(20);

    private final SshClient client = SshClient.setUpDefaultClient();
    final List<PublicKey> hostKeys = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> farewells = new LinkedBlockingQueue<>();
    final AtomicInteger exchanges = new AtomicInteger();
    final AtomicInteger bannerCharacters = new AtomicInteger();

    SshTester() {
        client.setServerKeyVerifier((session, address, key) -> hostKeys.add(key));
        client.addSessionListener(new SessionListener() {
            @Override
            public void sessionDisconnect(
                    Session session, int reason, String message, String language, boolean initiator) {
                if (!initiator) {
                    farewells.add(message);
                }
            }

            @Override
            public void sessionEvent(Session session, Event event) {
                if (event == Event.KeyEstablished) {
                    exchanges.incrementAndGet();
                }
            }
        });
        client.setUserInteraction(new Banners());
        client.start();
    }

    ClientSession connect(InetSocketAddress address) throws IOException {
        return client.connect("ada", address).verify(SOON).getSession();
    }

    ClientSession login(InetSocketAddress address) throws IOException {
        ClientSession session = connect(address);
        session.addPasswordIdentity("pw");
        session.auth().verify(SOON);
        return session;
    }

    /** What became of a command. */
    record Result(String stdout, Integer status, boolean sessionOpen) {}

    static Result exec(ClientSession session, String command, String input) throws IOException {
        try (ChannelExec channel = session.createExecChannel(command)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            channel.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            channel.setOut(out);
            channel.setErr(new ByteArrayOutputStream());
            channel.open().verify(SOON);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), SOON);
            return new Result(out.toString(StandardCharsets.UTF_8), channel.getExitStatus(), session.isOpen());
        }
    }

    /** {@return what a server said when it took its leave; null when none does for some time} */
    String farewell() throws InterruptedException {
        return farewells.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    /** {@return whether no server has said anything at its leave} */
    boolean heardNoFarewell() {
        return farewells.isEmpty();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private final class Banners implements UserInteraction {
        @Override
        public void welcome(ClientSession session, String banner, String language) {
            bannerCharacters.addAndGet(banner.length());
        }

        @Override
        public boolean isInteractionAllowed(ClientSession session) {
            return true;
        }

        @Override
        public String[] interactive(
                ClientSession session,
                String name,
                String instruction,
                String language,
                String[] prompt,
                boolean[] echo) {
            return new String[0];
        }

        @Override
        public String getUpdatedPassword(ClientSession session, String prompt, String language) {
            return "";
        }
    }
}
