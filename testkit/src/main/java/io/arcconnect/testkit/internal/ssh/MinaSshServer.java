package io.arcconnect.testkit.internal.ssh;

import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.ExecRequest;
import io.arcconnect.testkit.internal.FaultSource;
import io.arcconnect.testkit.internal.net.EchoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;

/** Runs an SSH server on a port of 127.0.0.1. */
public final class MinaSshServer implements AutoCloseable {

    private final SshServer server;
    private final OpenChannels channels = new OpenChannels();
    private final ExecutorService commands = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "arc-emulator-ssh-command");
        thread.setDaemon(true);
        return thread;
    });

    @Nullable
    private final EchoServer echo;

    private volatile Function<ExecRequest, ExecReply> onExec;

    /**
     * Starts.
     *
     * @param spec which server
     * @param personality the system that it seems to run on
     * @param faults what goes wrong with it
     */
    public MinaSshServer(SshSpec spec, Personality personality, FaultSource faults) {
        MinaProviders.keepOutOfTheJvmsList();
        this.server = SshServer.setUpDefaultServer();
        this.onExec = spec.onExec;
        this.echo = spec.rdpEcho ? new EchoServer() : null;
        if (echo != null) {
            spec.forwards.put("localhost:3389", echo.address());
        }
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(spec.hostKey));
        server.setSessionFactory(FaultySession.factory(server, faults, new OtherHostKey(spec.hostKey)));
        server.setPasswordAuthenticator((user, password, session) -> isPassword(spec, user, password));
        server.setPublickeyAuthenticator((user, key, session) -> isKey(spec, user, key));
        server.setCommandFactory((channel, command) -> spec.systemShell
                ? new SystemCommand(command, commands)
                : new ExecCommand(command, onExec, personality, commands));
        server.setShellFactory(channel -> new ShellCommand(personality, commands));
        server.setForwardingFilter(
                spec.forwarding ? AcceptAllForwardingFilter.INSTANCE : RejectAllForwardingFilter.INSTANCE);
        server.setChannelFactories(List.of(personality.sessions(), MappedTcpChannel.factory(spec.forwards)));
        spec.files.ifPresent(root -> {
            server.setFileSystemFactory(new VirtualFileSystemFactory(root));
            SftpSubsystemFactory sftp = FaultySftp.factory(faults);
            sftp.setFileSystemAccessor(personality.paths());
            server.setSubsystemFactories(List.of(sftp));
        });
        personality.introduce(server);
        server.addChannelListener(channels);
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        try {
            server.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Prints a key's fingerprint.
     *
     * @param key public key
     * @return {@code SHA256:…}
     */
    public static String fingerprint(PublicKey key) {
        MinaProviders.keepOutOfTheJvmsList();
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    /**
     * Writes a key as OpenSSH does.
     *
     * @param key public key
     * @return its type and its Base64
     */
    public static String line(PublicKey key) {
        MinaProviders.keepOutOfTheJvmsList();
        return PublicKeyEntry.toString(key);
    }

    /** {@return where it listens} */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
    }

    /**
     * Answers commands from now on.
     *
     * @param answer instead of the spec's
     */
    public void onExec(Function<ExecRequest, ExecReply> answer) {
        this.onExec = answer;
    }

    /** {@return how many sessions are open} */
    public int sessions() {
        return server.getActiveSessions().size();
    }

    /** {@return how many channels are open on all sessions} */
    public int channels() {
        return channels.count();
    }

    /** Drops every session. */
    public void dropSessions() {
        for (AbstractSession session : server.getActiveSessions()) {
            session.close(true);
        }
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            commands.shutdownNow();
            if (echo != null) {
                echo.close();
            }
        }
    }

    /** MINA has checked signature and validity of a certificate, not who signed it and for whom. */
    private static boolean isKey(SshSpec spec, String user, PublicKey key) {
        if (key instanceof OpenSshCertificate certificate) {
            return isOneOf(spec.authorities, certificate.getCaPubKey())
                    && certificate.getPrincipals().stream()
                            .findFirst()
                            .filter(principal ->
                                    principal.toLowerCase(Locale.ROOT).equals(user))
                            .isPresent();
        }
        return isOneOf(spec.keys.getOrDefault(user, List.of()), key);
    }

    private static boolean isOneOf(List<PublicKey> known, PublicKey key) {
        return known.stream().anyMatch(one -> KeyUtils.compareKeys(one, key));
    }

    private static boolean isPassword(SshSpec spec, String user, String password) {
        String expected = spec.passwords.get(user);
        return expected != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }
}
