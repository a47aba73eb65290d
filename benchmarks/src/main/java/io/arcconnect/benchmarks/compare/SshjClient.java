package io.arcconnect.benchmarks.compare;

import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.sftp.SFTPClient;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;

/** sshj, straight to the server. */
final class SshjClient implements Client {

    private static final int LIMIT_SECONDS = 300;

    private final Site site;
    private final DefaultConfig config = new DefaultConfig();

    SshjClient(Site site) {
        this.site = site;
        config.setCipherFactories(List.of(GcmCiphers.AES128GCM()));
    }

    @Override
    public long carry(Discipline discipline, int amount) throws IOException {
        if (discipline == Discipline.CONNECT) {
            for (int i = 0; i < amount; i++) {
                try (SSHClient client = client()) {
                    exec(client, "true", InputStream.nullInputStream());
                }
            }
            return amount;
        }
        try (SSHClient client = client()) {
            switch (discipline) {
                case EXEC_DOWN -> {
                    return exec(client, Payload.sender(amount), InputStream.nullInputStream());
                }
                case EXEC_UP -> exec(client, Payload.counting(amount), new Zeros(amount));
                case SFTP_GET -> {
                    try (SFTPClient sftp = client.newSFTPClient()) {
                        sftp.get(
                                Payload.source(site, amount).toString(),
                                Payload.back(site).toString());
                    }
                }
                case SFTP_PUT -> {
                    try (SFTPClient sftp = client.newSFTPClient()) {
                        sftp.put(
                                Payload.source(site, amount).toString(),
                                Payload.there(site).toString());
                    }
                }
                default -> throw new UnsupportedOperationException(discipline.key());
            }
            return (long) amount << 20;
        }
    }

    private SSHClient client() throws IOException {
        SSHClient client = new SSHClient(config);
        client.addHostKeyVerifier(new PromiscuousVerifier());
        client.connect("127.0.0.1", site.port());
        client.authPublickey(site.user(), site.userKey().toString());
        return client;
    }

    private static long exec(SSHClient client, String line, InputStream input) throws IOException {
        try (Session session = client.startSession()) {
            Session.Command command = session.exec(line);
            try (OutputStream stdin = command.getOutputStream()) {
                Payload.copy(input, stdin);
            }
            long count = Payload.copy(command.getInputStream(), OutputStream.nullOutputStream());
            command.join(LIMIT_SECONDS, TimeUnit.SECONDS);
            Integer status = command.getExitStatus();
            if (status == null || status != 0) {
                throw new IOException("status " + status);
            }
            return count;
        }
    }

    @Override
    public void close() {}
}
