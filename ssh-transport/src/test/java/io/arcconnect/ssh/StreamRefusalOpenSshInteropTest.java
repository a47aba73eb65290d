package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.error.ArcReason;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSH. */
class StreamRefusalOpenSshInteropTest implements StreamRefusalContract {

    @Override
    public SshServerUnderTest allowing(Path directory) throws Exception {
        return OpenSshServer.start(directory);
    }

    @Override
    public SshServerUnderTest forbidding(Path directory) throws Exception {
        return OpenSshServer.start(directory, "AllowTcpForwarding no");
    }

    @Test
    void openStream_whenTheTargetIsNotAmongThePermitted_thenProhibited(@TempDir Path directory) throws Exception {
        try (SshServerUnderTest server = OpenSshServer.start(directory, "PermitOpen localhost:2");
                ServerSocket listening = new ServerSocket(0)) {
            SshException forbidden = StreamRefusalContract.refusal(server, "localhost", listening.getLocalPort());
            SshException permitted = StreamRefusalContract.refusal(server, "localhost", 2);

            assertThat(forbidden.reason()).isEqualTo(ArcReason.STREAM_PROHIBITED);
            assertThat(permitted.reason()).isEqualTo(ArcReason.STREAM_TARGET_REFUSED);
        }
    }

    @Test
    void openStream_whenTheNameIsUnknown_thenTargetRefused(@TempDir Path directory) throws Exception {
        try (SshServerUnderTest server = allowing(directory)) {
            SshException refusal = StreamRefusalContract.refusal(server, "no-such-name.invalid", 80);

            assertThat(refusal.reason()).isEqualTo(ArcReason.STREAM_TARGET_REFUSED);
        }
    }

    /** It says "connect failed" without having tried. */
    @Test
    void openSocket_whenSocketsAreForbidden_thenTargetRefused(@TempDir Path directory) throws Exception {
        try (SshServerUnderTest server = OpenSshServer.start(directory, "AllowStreamLocalForwarding no");
                AnsweringTarget target = AnsweringTarget.onSocket(directory.resolve("target"))) {
            ArcConnect arc = DirectArc.to(server.address());

            SshException refusal = Assertions.catchThrowableOfType(
                    SshException.class,
                    () -> arc.machine(DirectArc.ID)
                            .use(
                                    server.ssh(),
                                    session -> session.openSocket(
                                            directory.resolve("target").toString()))
                            .block(LIMIT));

            assertThat(refusal.reason()).isEqualTo(ArcReason.STREAM_TARGET_REFUSED);
            assertThat(target.accepted()).isZero();
            arc.close().block(LIMIT);
        }
    }
}
