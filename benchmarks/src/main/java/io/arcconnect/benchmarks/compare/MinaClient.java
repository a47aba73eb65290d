package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** Apache MINA SSHD's client over its own sockets, straight to the server, as it comes but for Nagle's algorithm. */
final class MinaClient implements Client {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Site site;
    private final SshClient client = SshClient.setUpDefaultClient();

    MinaClient(Site site, boolean onlyAes) throws Exception {
        this.site = site;
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        // Without it every upload waits for delayed acknowledgements.
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        if (onlyAes) {
            client.setCipherFactories(List.of(BuiltinCiphers.aes128gcm));
        }
        Path key = site.userKey();
        try (InputStream in = Files.newInputStream(key)) {
            for (KeyPair each :
                    SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(key.toString()), in, null)) {
                client.addPublicKeyIdentity(each);
            }
        }
        client.start();
    }

    @Override
    public long carry(Discipline discipline, int amount) throws Exception {
        if (discipline == Discipline.CONNECT) {
            for (int i = 0; i < amount; i++) {
                try (ClientSession session = session()) {
                    exec(session, "true", InputStream.nullInputStream(), OutputStream.nullOutputStream());
                }
            }
            return amount;
        }
        try (ClientSession session = session()) {
            return switch (discipline) {
                case EXEC_DOWN, CHACHA_DOWN -> {
                    Counting counting = new Counting();
                    exec(session, Payload.sender(amount), InputStream.nullInputStream(), counting);
                    yield counting.count();
                }
                case EXEC_UP, CHACHA_UP -> {
                    exec(session, Payload.counting(amount), new Zeros(amount), OutputStream.nullOutputStream());
                    yield (long) amount << 20;
                }
                case SFTP_GET -> {
                    try (var sftp = SftpClientFactory.instance().createSftpFileSystem(session)) {
                        Files.copy(sftp.getPath(Payload.source(site, amount).toString()), Payload.back(site));
                    }
                    yield (long) amount << 20;
                }
                case SFTP_PUT -> {
                    try (var sftp = SftpClientFactory.instance().createSftpFileSystem(session)) {
                        Files.copy(
                                Payload.source(site, amount),
                                sftp.getPath(Payload.there(site).toString()));
                    }
                    yield (long) amount << 20;
                }
                default -> throw new UnsupportedOperationException(discipline.key());
            };
        }
    }

    private ClientSession session() throws IOException {
        ClientSession session = client.connect(site.user(), "127.0.0.1", site.port())
                .verify(LIMIT)
                .getSession();
        session.auth().verify(LIMIT);
        return session;
    }

    private static void exec(ClientSession session, String command, InputStream in, OutputStream out)
            throws IOException {
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setOut(out);
            channel.setErr(OutputStream.nullOutputStream());
            channel.open().verify(LIMIT);
            try (OutputStream stdin = channel.getInvertedIn()) {
                Payload.copy(in, stdin);
            }
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT);
            Integer status = channel.getExitStatus();
            if (status == null || status != 0) {
                throw new IOException("status " + status);
            }
        }
    }

    @Override
    public void close() throws IOException {
        client.stop();
    }
}
