package io.arcconnect.benchmarks.compare;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/** The maintained fork of JSch, straight to the server. */
final class JschClient implements Client {

    private static final String AES128 = "aes128-gcm@openssh.com";

    private final Site site;
    private final JSch jsch = new JSch();

    JschClient(Site site) throws JSchException {
        this.site = site;
        jsch.addIdentity(site.userKey().toString());
    }

    @Override
    public long carry(Discipline discipline, int amount) throws Exception {
        if (discipline == Discipline.CONNECT) {
            for (int i = 0; i < amount; i++) {
                Session session = session();
                exec(session, "true", InputStream.nullInputStream());
                session.disconnect();
            }
            return amount;
        }
        Session session = session();
        try {
            switch (discipline) {
                case EXEC_DOWN -> {
                    return exec(session, Payload.sender(amount), InputStream.nullInputStream());
                }
                case EXEC_UP -> exec(session, Payload.counting(amount), new Zeros(amount));
                case SFTP_GET -> {
                    ChannelSftp sftp = sftp(session);
                    sftp.get(
                            Payload.source(site, amount).toString(),
                            Payload.back(site).toString());
                }
                case SFTP_PUT -> {
                    ChannelSftp sftp = sftp(session);
                    sftp.put(
                            Payload.source(site, amount).toString(),
                            Payload.there(site).toString());
                }
                default -> throw new UnsupportedOperationException(discipline.key());
            }
            return (long) amount << 20;
        } finally {
            session.disconnect();
        }
    }

    private Session session() throws JSchException {
        Session session = jsch.getSession(site.user(), "127.0.0.1", site.port());
        session.setConfig("StrictHostKeyChecking", "no");
        session.setConfig("cipher.s2c", AES128);
        session.setConfig("cipher.c2s", AES128);
        session.connect();
        return session;
    }

    private static ChannelSftp sftp(Session session) throws JSchException {
        ChannelSftp sftp = (ChannelSftp) session.openChannel("sftp");
        sftp.connect();
        return sftp;
    }

    private static long exec(Session session, String line, InputStream input) throws JSchException, IOException {
        ChannelExec channel = (ChannelExec) session.openChannel("exec");
        channel.setCommand(line);
        InputStream output = channel.getInputStream();
        OutputStream stdin = channel.getOutputStream();
        channel.connect();
        try (stdin) {
            Payload.copy(input, stdin);
        }
        long count = Payload.copy(output, OutputStream.nullOutputStream());
        // It has no way to wait for this.
        while (!channel.isClosed()) {
            LockSupport.parkNanos(1_000_000);
        }
        if (channel.getExitStatus() != 0) {
            throw new IOException("status " + channel.getExitStatus());
        }
        return count;
    }

    @Override
    public void close() {}
}
