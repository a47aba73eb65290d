package io.arcconnect.ssh;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.internal.files.SftpGround;
import io.arcconnect.ssh.internal.sftp.RemoteFiles;
import io.arcconnect.ssh.internal.sftp.SftpChannel;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Describes access to a machine's files over SFTP: version 3 (draft-ietf-secsh-filexfer-02) with OpenSSH's extensions where
 * the server has them. Immutable; one description serves any number of machines.
 *
 * <pre>{@code
 * machine.use(Sftp.over(ssh), sftp -> sftp.upload(Path.of("app.jar"), "/opt/app/app.jar"));
 * }</pre>
 *
 * <p>Opening fails as the session's, and with {@code sftp.unavailable}.
 */
public final class Sftp implements Protocol<SftpClient> {

    private static final int DEFAULT_IN_FLIGHT = 4 * 1024 * 1024;
    private static final Duration DEFAULT_RESPONSE = Duration.ofMinutes(5);
    private static final int LEAST = 32 * 1024;
    private static final int MOST = 256 * 1024 * 1024;

    private final Protocol<? extends SshSession> ssh;
    private final int inFlight;
    private final Duration responseTimeout;

    private Sftp(Protocol<? extends SshSession> ssh, int inFlight, Duration responseTimeout) {
        this.ssh = ssh;
        this.inFlight = inFlight;
        this.responseTimeout = responseTimeout;
    }

    /**
     * Starts a description.
     *
     * @param ssh opens the session, which is closed with the client
     * @return a description with 4 MiB under way and 5 minutes for an answer
     */
    public static Sftp over(Protocol<? extends SshSession> ssh) {
        return new Sftp(Objects.requireNonNull(ssh, "ssh"), DEFAULT_IN_FLIGHT, DEFAULT_RESPONSE);
    }

    /**
     * Opens a client on a session that is there, beside whatever else runs on it.
     *
     * @param session which stays open when the client is closed
     * @return the client, which the caller closes
     */
    public static Mono<SftpClient> on(SshSession session) {
        return open(session, session, Mono.empty(), DEFAULT_IN_FLIGHT, DEFAULT_RESPONSE);
    }

    /**
     * Sets how many bytes of files may have been sent or asked for and not be acknowledged or taken, over all transfers of a
     * client. It bounds the client's memory, and its speed: at most this much per round trip, so that 4 MiB carry 80 MiB/s
     * over 50 ms. Above 8 MiB down and OpenSSH's 2 MiB up, the windows of SSH itself are what bounds it. Default 4 MiB.
     *
     * @param bytes 32 KiB to 256 MiB
     * @return a new description
     * @throws IllegalArgumentException when out of range
     */
    public Sftp inFlight(int bytes) {
        if (bytes < LEAST || bytes > MOST) {
            throw new IllegalArgumentException("inFlight must be 32 KiB to 256 MiB, got " + bytes);
        }
        return new Sftp(ssh, bytes, responseTimeout);
    }

    /**
     * Sets how long the server may say nothing while an answer is waited for; any byte of SFTP is a sign of life. After that
     * everything under way fails with {@code sftp.timed_out}, and the client is of no more use. A copy on the machine and a flush
     * to its disk, which say nothing until they are done, may take an hour. Default 5 minutes.
     *
     * @param timeout more than zero
     * @return a new description
     * @throws IllegalArgumentException when not more than zero
     */
    public Sftp responseTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("responseTimeout must be more than zero, got " + timeout);
        }
        return new Sftp(ssh, inFlight, timeout);
    }

    /**
     * Names a file of a Windows machine as its SFTP server does: {@code C:\Temp\a.txt} is {@code /C:/Temp/a.txt} there.
     *
     * @param path with a drive letter
     * @return the server's name
     * @throws IllegalArgumentException without a drive letter
     */
    public static String windowsPath(String path) {
        if (!path.matches("[A-Za-z]:([\\\\/].*)?")) {
            throw new IllegalArgumentException("a path of Windows begins with a drive letter and a colon, got " + path);
        }
        return "/" + path.replace('\\', '/');
    }

    @Override
    public Mono<SftpClient> open(Route route) {
        return OverSession.open(
                ssh, route, (session, closing) -> open(session, session, closing, inFlight, responseTimeout));
    }

    private static Mono<SftpClient> open(
            SshSession session, SshSession commands, Mono<Void> closing, int inFlight, Duration responseTimeout) {
        SftpGround ground = SftpGround.of(session);
        Mono<SftpClient> client = ground.stream()
                .flatMap(stream -> SftpChannel.over(stream, responseTimeout))
                .doOnNext(channel -> ground.endings().heed(channel.tidied(), channel.onClose()))
                .<SftpClient>map(
                        channel -> new DefaultSftpClient(new RemoteFiles(channel, inFlight), ground, commands, closing))
                .onErrorMap(ground.failures()::opening);
        return Handover.on(ground.delivery(), client);
    }

    /** {@return what the session dials} */
    @Override
    public RelayService service() {
        return ssh.service();
    }

    /**
     * Looks at the session.
     *
     * @param route the way to the machine
     * @return the session's steps
     */
    @Override
    public Flux<DiagnosisStep> diagnose(Route route) {
        return ssh.diagnose(route);
    }
}
